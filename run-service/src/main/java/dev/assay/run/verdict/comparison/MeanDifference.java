package dev.assay.run.verdict.comparison;

import dev.assay.run.verdict.comparison.effort.Drawing;
import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.statistics.paired.PairedDifference;
import dev.assay.run.verdict.statistics.paired.SampleSize;
import dev.assay.run.verdict.statistics.paired.SignFlip;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A mean on both sides, over the items that are measured on both. Differences are other minus
 * baseline, of the items' means, since repeats of one item are not independent.
 *
 * @param items measured on both sides
 * @param unmeasured items that both sides have and at least one did not measure
 * @param baseline mean there, null without items
 * @param other mean there, null without items
 * @param difference of the means, null without items
 * @param interval paired, null with fewer than two items
 * @param p two-sided p-value of the sign-flip permutation test
 * @param exact whether all signs count
 * @param draws how many sets of signs were drawn for {@code p}; 0 when exact
 * @param pAdjusted {@code p} after Holm over what was looked at together; null until known
 * @param effect Cohen's d_z, null without spread
 * @param wins items on which the other side is better
 * @param losses items on which it is worse
 * @param ties items on which both are alike
 * @param itemsNeeded to see a difference of this size with a power of 80 %, null without one
 */
public record MeanDifference(
    int items,
    int unmeasured,
    @Nullable Double baseline,
    @Nullable Double other,
    @Nullable Double difference,
    @Nullable Interval interval,
    double p,
    boolean exact,
    int draws,
    @Nullable Double pAdjusted,
    @Nullable Double effect,
    int wins,
    int losses,
    int ties,
    @Nullable Long itemsNeeded) {

  /** Compares a measure from 0 to 1 over items. */
  static MeanDifference of(List<Pairing.Item> items, Measure measure, Drawing drawing) {
    return of(items, measure, drawing, true);
  }

  /** Compares a measure over items that knows no bound, such as a time. */
  static MeanDifference ofAmounts(List<Pairing.Item> items, Measure measure, Drawing drawing) {
    return of(items, measure, drawing, false);
  }

  private static MeanDifference of(
      List<Pairing.Item> items, Measure measure, Drawing drawing, boolean bounded) {
    List<double[]> both = new ArrayList<>();
    for (Pairing.Item item : items) {
      double[] means = measure.means(item);
      if (means != null) {
        both.add(means);
      }
    }
    double[] differences = both.stream().mapToDouble(m -> m[1] - m[0]).toArray();
    PairedDifference paired = PairedDifference.of(differences);
    SignFlip flips = drawing.test(differences);
    int n = differences.length;
    return new MeanDifference(
        n,
        items.size() - n,
        mean(both, 0),
        mean(both, 1),
        paired.mean(),
        bounded ? paired.boundedInterval() : paired.interval(),
        flips.p(),
        flips.exact(),
        flips.draws(),
        null,
        paired.effect(),
        paired.wins(),
        paired.losses(),
        paired.ties(),
        n < 2 ? null : SampleSize.paired(paired.mean(), paired.std()));
  }

  /** This one with its adjusted p-value. */
  MeanDifference adjusted(double value) {
    return new MeanDifference(
        items,
        unmeasured,
        baseline,
        other,
        difference,
        interval,
        p,
        exact,
        draws,
        value,
        effect,
        wins,
        losses,
        ties,
        itemsNeeded);
  }

  private static Double mean(List<double[]> both, int side) {
    return both.isEmpty()
        ? null
        : (Double) Arrays.stream(both.toArray(double[][]::new)).mapToDouble(m -> m[side]).sum()
            / both.size();
  }
}
