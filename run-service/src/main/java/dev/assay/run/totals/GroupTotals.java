package dev.assay.run.totals;

import static java.util.stream.Collectors.groupingBy;

import dev.assay.common.message.Score;
import dev.assay.common.message.ScorerSpec;
import dev.assay.common.status.ScoreStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.statistics.Clusters;
import dev.assay.run.statistics.FixedPoint;
import dev.assay.run.statistics.Moments;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Everything that is summed over the units of a run or of a part of it.
 *
 * @param units by what became of them
 * @param scorers by key, in the order of the evaluation
 * @param passes of units, clustered by item
 * @param pooled scores of all scorers, clustered by item
 * @param spreads per scorer key, clustered by item
 * @param fields matched leaves, clustered by item, pooled over the scorers that compare leaves
 * @param fieldsByScorer the same per scorer key
 * @param latency of the answers, null without any
 * @param ttft time to the first token, null when nothing was streamed
 * @param speed of streamed answers, null when nothing was streamed
 */
public record GroupTotals(
    UnitCounts units,
    Map<String, ScorerTotals> scorers,
    Clusters passes,
    Clusters pooled,
    Map<String, ScorerTotals.Spread> spreads,
    Clusters fields,
    Map<String, Clusters> fieldsByScorer,
    Latency latency,
    Latency ttft,
    Speed speed) {

  /** Sums up units in memory. */
  public static GroupTotals of(List<ScorerSpec> scorers, List<ScoredUnit> units) {
    Map<String, ScorerTotals> totals = new LinkedHashMap<>();
    Map<String, ScorerTotals.Spread> spreads = new LinkedHashMap<>();
    Map<String, Clusters> fields = new LinkedHashMap<>();
    for (ScorerSpec scorer : scorers) {
      Predicate<Score> own = s -> s.key().equals(scorer.key());
      ScorerTotals total =
          units.stream()
              .flatMap(u -> u.scores().stream())
              .filter(own)
              .reduce(ScorerTotals.EMPTY, ScorerTotals::plus, ScorerTotals::plus);
      totals.put(scorer.key(), total);
      spreads.put(
          scorer.key(),
          new ScorerTotals.Spread(
              clusters(units, item -> scores(item, own)),
              clusters(units, item -> passes(item, own))));
      if (FieldScorers.isOne(scorer.id())) {
        fields.put(scorer.key(), clusters(units, item -> leaves(item, own)));
      }
    }
    return new GroupTotals(
        counts(units, scorers.size()),
        totals,
        clusters(units, GroupTotals::unitPasses),
        clusters(units, item -> scores(item, s -> true)),
        spreads,
        clusters(units, item -> leaves(item, s -> FieldScorers.isOne(s.scorer()))),
        fields,
        Latency.of(times(units, ScoredUnit::latencyMs)),
        Latency.of(times(units, ScoredUnit::ttftMs)),
        // Units in memory were answered by nobody.
        null);
  }

  static UnitCounts counts(List<ScoredUnit> units, int scorers) {
    Function<UnitStatus, Long> in = s -> units.stream().filter(u -> u.status() == s).count();
    long skipped = in.apply(UnitStatus.SKIPPED);
    long notApplicable =
        units.stream()
            .filter(u -> u.status() == UnitStatus.SKIPPED)
            .filter(u -> scorers > 0 && u.scores().size() == scorers)
            .filter(u -> u.scores().stream().allMatch(s -> s.status() == ScoreStatus.SKIPPED))
            .count();
    return new UnitCounts(
        units.size(),
        in.apply(UnitStatus.PASSED),
        in.apply(UnitStatus.FAILED),
        in.apply(UnitStatus.ERROR),
        notApplicable,
        skipped - notApplicable,
        in.apply(UnitStatus.CANCELLED),
        units.stream().filter(u -> !u.status().isSettled()).count(),
        units.stream().filter(ScoredUnit::cached).count());
  }

  private static Clusters clusters(
      List<ScoredUnit> units, Function<List<ScoredUnit>, Clusters> ofItem) {
    return units.stream().collect(groupingBy(ScoredUnit::position)).values().stream()
        .map(ofItem)
        .reduce(Clusters::plus)
        .orElse(Clusters.empty(0));
  }

  private static Clusters scores(List<ScoredUnit> item, Predicate<Score> which) {
    Moments sums = Moments.EMPTY;
    for (ScoredUnit unit : item) {
      for (Score score : unit.scores()) {
        if (which.test(score) && score.score() != null) {
          sums = sums.plus(score.score());
        }
      }
    }
    return Clusters.empty(FixedPoint.BITS).plus(sums.sum(), sums.count());
  }

  private static Clusters passes(List<ScoredUnit> item, Predicate<Score> which) {
    ScorerTotals sums =
        item.stream()
            .flatMap(u -> u.scores().stream())
            .filter(which)
            .reduce(ScorerTotals.EMPTY, ScorerTotals::plus, ScorerTotals::plus);
    return counted(sums.passed(), sums.decided());
  }

  private static Clusters leaves(List<ScoredUnit> item, Predicate<Score> which) {
    ScorerTotals sums =
        item.stream()
            .flatMap(u -> u.scores().stream())
            .filter(which)
            .reduce(ScorerTotals.EMPTY, ScorerTotals::plus, ScorerTotals::plus);
    return counted(sums.matched(), sums.compared());
  }

  private static Clusters unitPasses(List<ScoredUnit> item) {
    UnitCounts counts = counts(item, 0);
    return counted(counts.passed(), counts.decided());
  }

  private static Clusters counted(long hits, long of) {
    return Clusters.empty(0).plus(BigInteger.valueOf(hits), of);
  }

  private static double[] times(List<ScoredUnit> units, Function<ScoredUnit, Integer> time) {
    return units.stream()
        .filter(u -> !u.cached())
        .map(time)
        .filter(Objects::nonNull)
        .mapToDouble(Integer::intValue)
        .toArray();
  }
}
