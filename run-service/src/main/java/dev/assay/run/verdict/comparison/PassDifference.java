package dev.assay.run.verdict.comparison;

import dev.assay.run.verdict.comparison.effort.Drawing;
import dev.assay.run.verdict.statistics.McNemar;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Pass and fail on both sides.
 *
 * @param rates the two pass rates and their difference
 * @param bothPassed pairs of answers that passed on both sides; this and the next three are null
 *     between aliases, whose answers are not paired one by one
 * @param onlyBaseline pairs that passed only there: what got worse
 * @param onlyOther pairs that passed only there: what got better
 * @param neither pairs that failed on both sides
 * @param mcnemarP exact two-sided p-value of McNemar's test; null with repeats, whose pairs are not
 *     independent: there the permutation test of {@code rates} holds
 * @param pAdjusted the p-value that holds, after Holm over what was looked at together
 */
public record PassDifference(
    MeanDifference rates,
    @Nullable Integer bothPassed,
    @Nullable Integer onlyBaseline,
    @Nullable Integer onlyOther,
    @Nullable Integer neither,
    @Nullable Double mcnemarP,
    @Nullable Double pAdjusted) {

  /** Compares a measure of 1 and 0; null when nothing has it on both sides. */
  static PassDifference of(List<Pairing.Item> items, Measure measure, Drawing drawing) {
    int[] cells = new int[4];
    boolean repeated = false;
    boolean matched = items.stream().allMatch(Pairing.Item::matched);
    for (Pairing.Item item : items) {
      int pairs = Math.min(item.baseline().size(), item.other().size());
      repeated |= item.baseline().size() > 1 || item.other().size() > 1;
      for (int i = 0; i < pairs; i++) {
        Double a = measure.of(item.baseline().get(i));
        Double b = measure.of(item.other().get(i));
        if (a != null && b != null) {
          cells[(a > 0 ? 0 : 2) + (b > 0 ? 0 : 1)]++;
        }
      }
    }
    MeanDifference rates = MeanDifference.of(items, measure, drawing);
    if (rates.items() == 0) {
      return null;
    }
    if (!matched) {
      return new PassDifference(rates, null, null, null, null, null, null);
    }
    Double p = repeated ? null : (Double) McNemar.of(cells[1], cells[2]).exactP();
    return new PassDifference(rates, cells[0], cells[1], cells[2], cells[3], p, null);
  }

  /** Answers, or between aliases items, that got worse. */
  int regressed() {
    return onlyBaseline == null ? rates.losses() : onlyBaseline;
  }

  /** Answers, or between aliases items, that got better. */
  int improved() {
    return onlyOther == null ? rates.wins() : onlyOther;
  }

  /** The p-value that holds. */
  double p() {
    return mcnemarP == null ? rates.p() : mcnemarP;
  }

  PassDifference adjusted(double value) {
    return new PassDifference(rates, bothPassed, onlyBaseline, onlyOther, neither, mcnemarP, value);
  }
}
