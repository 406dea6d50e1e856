package dev.assay.run.verdict.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.verdict.comparison.Comparison.ScorerDifference;
import dev.assay.run.verdict.comparison.Comparison.SliceDifference;
import dev.assay.run.verdict.comparison.effort.Drawing;
import dev.assay.run.verdict.comparison.shared.SharedScorers;
import dev.assay.run.verdict.statistics.Adjustment;
import dev.assay.run.verdict.statistics.paired.BradleyTerry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Compares sides. The same results and seed give the same comparison, as far as nobody stops it.
 */
final class Comparer {
  private static final int IDS_SHOWN = 100;
  private static final int MOST_SLICES = 200;

  private final String by;
  private final Drawing drawing;

  /**
   * A comparer.
   *
   * @param by run or alias
   * @param drawing of permutations
   */
  Comparer(String by, Drawing drawing) {
    this.by = by;
    this.drawing = drawing;
  }

  /** Compares; the first side is the baseline. */
  Comparison compare(List<Contestant> sides, List<String> warnings) {
    Contestant baseline = sides.get(0);
    drawing.effort().share(differences(sides));
    List<Comparison.Against> comparisons =
        together(sides.stream().skip(1).map(other -> against(baseline, other)).toList());
    return new Comparison(
        by,
        baseline.name(),
        sides.stream().map(Sides::side).toList(),
        comparisons,
        ranking(sides),
        withUnshared(warnings, comparisons));
  }

  /**
   * Named once, though several sides may be scored in other ways; where nothing is compared, the
   * first sentence says why.
   */
  private static List<String> withUnshared(
      List<String> warnings, List<Comparison.Against> comparisons) {
    Set<String> messages = new TreeSet<>();
    comparisons.forEach(a -> a.unshared().forEach(one -> messages.add(one.message())));
    if (messages.isEmpty() || comparisons.stream().allMatch(a -> a.headline() == null)) {
      return warnings;
    }
    List<String> all = new ArrayList<>(warnings);
    all.add(
        "The sides were scored in different ways, and only what was scored in the same way is"
            + " compared: "
            + String.join("; ", messages)
            + ".");
    return all;
  }

  /** At most so many differences are looked at in all tests together. */
  private static long differences(List<Contestant> sides) {
    Contestant baseline = sides.get(0);
    long sum = 0;
    for (Contestant other : sides.subList(1, sides.size())) {
      long items = Math.min(baseline.items().size(), other.items().size());
      int keys = common(baseline, other).size();
      // Each scorer's scores and passes, the items and their times; then sections and labels.
      sum += items * (2L * keys + 2) + items * 2L * (keys + 1);
    }
    return sum;
  }

  private Comparison.Against against(Contestant baseline, Contestant other) {
    Pairing pairing = Pairing.of(baseline, other);
    SharedScorers shared = SharedScorers.of(baseline.scoredBy(), other.scoredBy());
    Set<String> keys = common(baseline, other);
    PassDifference items =
        shared.whole() ? PassDifference.of(pairing.items(), Measure.itemPassed(), drawing) : null;
    List<ScorerDifference> scorers = scorers(pairing, keys, shared.passes());
    Slices slices = Slices.of(pairing.items());
    return new Comparison.Against(
        other.name(),
        pairing.items().size(),
        pairing.onlyBaseline().stream().limit(IDS_SHOWN).toList(),
        pairing.onlyBaseline().size(),
        pairing.onlyOther().stream().limit(IDS_SHOWN).toList(),
        pairing.onlyOther().size(),
        Comparison.Headline.of(items, scorers),
        shared.unshared(),
        items,
        scorers,
        slices(slices, keys, shared.whole()),
        slices.leftOut(),
        FieldDifference.of(summary(baseline), summary(other), keys),
        Latencies.of(baseline, other, pairing, drawing),
        items == null ? null : (Integer) items.regressed(),
        items == null ? null : (Integer) items.improved());
  }

  private static JsonNode summary(Contestant side) {
    return side.runs().size() == 1 ? side.runs().get(0).outcome().summary() : null;
  }

  /** Keys that both measured something by, in the same way. */
  private static Set<String> common(Contestant one, Contestant other) {
    Set<String> keys = new TreeSet<>(one.scorers());
    keys.retainAll(other.scorers());
    keys.retainAll(SharedScorers.of(one.scoredBy(), other.scoredBy()).scores());
    return keys;
  }

  private List<ScorerDifference> scorers(Pairing pairing, Set<String> keys, Set<String> passes) {
    List<ScorerDifference> all = new ArrayList<>();
    for (String key : keys) {
      all.add(
          new ScorerDifference(
              key,
              MeanDifference.of(pairing.items(), Measure.score(key), drawing),
              passes.contains(key)
                  ? PassDifference.of(pairing.items(), Measure.passed(key), drawing)
                  : null));
    }
    double[] scores = Adjustment.holm(all, s -> s.scores().p());
    double[] passed =
        Adjustment.holm(all, s -> s.passes() == null ? null : (Double) s.passes().p());
    return IntStream.range(0, all.size())
        .mapToObj(
            i ->
                new ScorerDifference(
                    all.get(i).scorer(),
                    all.get(i).scores().adjusted(scores[i]),
                    all.get(i).passes() == null ? null : all.get(i).passes().adjusted(passed[i])))
        .toList();
  }

  private List<SliceDifference> slices(Slices slices, Set<String> keys, boolean whole) {
    List<SliceDifference> all = new ArrayList<>();
    for (Slices.Slice slice : slices.largest()) {
      drawing.effort().check();
      if (whole) {
        add(all, slice, null, MeanDifference.of(slice.items(), Measure.itemPassed(), drawing));
      }
      for (String key : keys) {
        add(all, slice, key, MeanDifference.of(slice.items(), Measure.score(key), drawing));
      }
    }
    double[] adjusted = Adjustment.holm(all, s -> s.scores().p());
    return IntStream.range(0, all.size())
        .mapToObj(
            i ->
                new SliceDifference(
                    all.get(i).kind(),
                    all.get(i).name(),
                    all.get(i).scorer(),
                    all.get(i).scores().adjusted(adjusted[i])))
        .sorted(Comparator.comparingDouble(s -> s.scores().p()))
        .limit(MOST_SLICES)
        .toList();
  }

  private static void add(
      List<SliceDifference> all, Slices.Slice slice, String key, MeanDifference difference) {
    if (difference.items() > 0) {
      all.add(new SliceDifference(slice.kind(), slice.name(), key, difference));
    }
  }

  /** Several first sentences are several looks: each then stands beside the others. */
  private static List<Comparison.Against> together(List<Comparison.Against> all) {
    if (all.size() < 2) {
      return all;
    }
    double[] adjusted =
        Adjustment.holm(all, a -> a.headline() == null ? null : (Double) a.headline().p());
    int looks = (int) all.stream().filter(a -> a.headline() != null).count();
    return IntStream.range(0, all.size())
        .mapToObj(i -> all.get(i).amongst(adjusted[i], looks))
        .toList();
  }

  /**
   * Who is better on how many items, over all pairs of sides; by nothing but what all sides were
   * scored by, or places would be won by different measures.
   */
  private List<Comparison.Rank> ranking(List<Contestant> sides) {
    int n = sides.size();
    Set<String> keys = new TreeSet<>(sides.get(0).scorers());
    sides.stream().skip(1).forEach(side -> keys.retainAll(common(sides.get(0), side)));
    if (n < 3 || keys.isEmpty()) {
      return null;
    }
    Measure quality = Sides.quality(keys);
    double[][] wins = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        drawing.effort().check();
        for (Pairing.Item item : Pairing.of(sides.get(i), sides.get(j)).items()) {
          double[] means = quality.means(item);
          if (means != null) {
            double share = means[0] > means[1] ? 1 : means[0] < means[1] ? 0 : 0.5;
            wins[i][j] += share;
            wins[j][i] += 1 - share;
          }
        }
      }
    }
    BradleyTerry fitted = BradleyTerry.of(wins);
    return fitted == null
        ? null
        : IntStream.range(0, n)
            .mapToObj(
                i ->
                    new Comparison.Rank(
                        sides.get(i).name(), fitted.strength().get(i), fitted.elo().get(i)))
            .sorted(Comparator.comparingDouble(Comparison.Rank::strength).reversed())
            .toList();
  }
}
