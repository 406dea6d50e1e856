package dev.assay.run.verdict.totals.memory;

import static java.util.stream.Collectors.groupingBy;

import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.ScoreStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.verdict.statistics.Clusters;
import dev.assay.run.verdict.statistics.FixedPoint;
import dev.assay.run.verdict.statistics.Moments;
import dev.assay.run.verdict.totals.FieldScorers;
import dev.assay.run.verdict.totals.GroupTotals;
import dev.assay.run.verdict.totals.Latency;
import dev.assay.run.verdict.totals.ScorerTotals;
import dev.assay.run.verdict.totals.UnitCounts;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;

/** Sums over units in memory, of a run or of a part of it. */
final class GroupSums {
  private GroupSums() {}

  /** Sums up units in memory. */
  static GroupTotals of(List<ScorerSpec> scorers, List<ScoredUnit> units) {
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
        clusters(units, GroupSums::unitPasses),
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
    long undecided =
        units.stream()
            .filter(u -> u.status() == UnitStatus.PASSED)
            .filter(u -> u.scores().stream().noneMatch(s -> Boolean.TRUE.equals(s.passed())))
            .count();
    return new UnitCounts(
        units.size(),
        in.apply(UnitStatus.PASSED),
        undecided,
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
    return counted(counts.held(), counts.decided());
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
