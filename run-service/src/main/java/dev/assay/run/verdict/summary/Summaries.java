package dev.assay.run.verdict.summary;

import dev.assay.common.part.ScorerSpec;
import dev.assay.run.verdict.statistics.Clusters;
import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.statistics.Means;
import dev.assay.run.verdict.statistics.Moments;
import dev.assay.run.verdict.statistics.Proportions;
import dev.assay.run.verdict.statistics.Repeats;
import dev.assay.run.verdict.totals.FieldScorers;
import dev.assay.run.verdict.totals.GroupKey;
import dev.assay.run.verdict.totals.GroupTotals;
import dev.assay.run.verdict.totals.RunTotals;
import dev.assay.run.verdict.totals.ScorerTotals;
import dev.assay.run.verdict.totals.TruthTotals;
import dev.assay.run.verdict.totals.UnitCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Turns totals into the numbers that people see. */
public final class Summaries {
  private static final double LEVEL = Interval.LEVEL;

  private final List<ScorerSpec> scorers;
  private final RunTotals totals;
  // Without any threshold nothing can fail: then no unit passed anything, either.
  private final boolean held;

  private Summaries(List<ScorerSpec> scorers, RunTotals totals) {
    this.scorers = scorers;
    this.totals = totals;
    this.held = scorers.stream().anyMatch(s -> s.threshold() != null);
  }

  /** The summary of a run with these scorers. */
  public static RunSummary of(List<ScorerSpec> scorers, RunTotals totals) {
    return new Summaries(scorers, totals).run();
  }

  private RunSummary run() {
    Map<String, GroupSummary> sections = parts(GroupKey.Kind.SECTION);
    Map<String, GroupSummary> labels = parts(GroupKey.Kind.LABEL);
    return new RunSummary(
        group(totals.groups().get(GroupKey.ALL), true),
        totals.durationMs(),
        totals.spending(),
        totals.repeats(),
        held && totals.repeats() > 1 && measured(totals.groups().get(GroupKey.ALL).units())
            ? passAt()
            : null,
        sections,
        totals.sections() - sections.size(),
        labels,
        totals.labels() - labels.size(),
        null,
        null);
  }

  private Map<String, GroupSummary> parts(GroupKey.Kind kind) {
    Map<String, GroupSummary> parts = new LinkedHashMap<>();
    totals
        .groups()
        .forEach(
            (key, group) -> {
              if (key.kind() == kind) {
                parts.put(key.name(), group(group, false));
              }
            });
    return parts;
  }

  private GroupSummary group(GroupTotals group, boolean whole) {
    UnitCounts units = group.units();
    Map<String, ScorerSummary> summaries = new LinkedHashMap<>();
    Moments pooled = Moments.EMPTY;
    long unmeasuredScores = 0;
    for (ScorerSpec scorer : scorers) {
      ScorerTotals scored = group.scorers().getOrDefault(scorer.key(), ScorerTotals.EMPTY);
      summaries.put(scorer.key(), scorer(scorer, scored, group, whole));
      pooled = pooled.plus(scored.scores());
      unmeasuredScores += unmeasured(units, scored);
    }
    long decided = held && measured(units) ? units.decided() : 0;
    return new GroupSummary(
        units.total(),
        units.completed(),
        units.passed(),
        units.undecided(),
        units.failed(),
        units.errored(),
        units.skipped(),
        units.cut(),
        units.cancelled(),
        units.open(),
        units.cached(),
        units.unmeasured(),
        share(units.held(), decided),
        decided > 0 ? rateInterval(units.held(), decided, group.passes()) : null,
        held
            ? Bounds.ofShare(
                units.held(), units.held() + units.failed(), units.unmeasured(), units.unmeasured())
            : null,
        pooled.mean(),
        meanInterval(pooled, group.pooled(), totals.repeats() > 1 || scorers.size() > 1),
        Bounds.ofMean(pooled, unmeasuredScores),
        fieldAccuracy(group, whole),
        group.latency(),
        group.ttft(),
        group.speed(),
        summaries);
  }

  private ScorerSummary scorer(
      ScorerSpec scorer, ScorerTotals scored, GroupTotals group, boolean whole) {
    ScorerTotals.Spread spread = group.spreads().get(scorer.key());
    boolean decides = scorer.threshold() != null;
    long passed = decides ? scored.passed() : 0;
    long decided = decides && scored.count() > 0 ? scored.decided() : 0;
    long unmeasured = unmeasured(group.units(), scored);
    return new ScorerSummary(
        scorer.id(),
        scorer.threshold(),
        scored.count(),
        scored.errors(),
        scored.skipped(),
        unmeasured,
        scored.scores().mean(),
        meanInterval(
            scored.scores(), spread == null ? null : spread.scores(), totals.repeats() > 1),
        Bounds.ofMean(scored.scores(), unmeasured),
        scored.min(),
        scored.max(),
        scored.scores().std(),
        passed,
        decides ? scored.count() - passed : 0,
        share(passed, decided),
        decided > 0 ? rateInterval(passed, decided, spread == null ? null : spread.passes()) : null,
        decides ? Bounds.ofShare(passed, scored.count(), unmeasured, unmeasured) : null,
        scored.histogram(),
        FieldScorers.isOne(scorer.id())
            ? fields(
                List.of(scored),
                group.units(),
                group.fieldsByScorer().get(scorer.key()),
                whole ? totals.truths().get(scorer.key()) : null,
                whole ? totals.fields().getOrDefault(scorer.key(), List.of()) : null)
            : null,
        null,
        null);
  }

  /** Of errors alone nothing was measured: a rate of 0 would say that all of it failed. */
  private static boolean measured(UnitCounts units) {
    return units.held() + units.failed() > 0;
  }

  private static long unmeasured(UnitCounts units, ScorerTotals scored) {
    return units.total() - scored.count() - scored.skipped();
  }

  private Interval rateInterval(long hits, long of, Clusters byItem) {
    if (totals.repeats() > 1) {
      return byItem == null ? null : Proportions.wilson(byItem, LEVEL);
    }
    return Proportions.wilson(hits, of, LEVEL);
  }

  private static Interval meanInterval(Moments scores, Clusters byItem, boolean clustered) {
    if (scores.count() < 2) {
      // One score says nothing of the spread: a point would look like certainty.
      return null;
    }
    return clustered
        ? byItem == null ? null : ofClusters(byItem)
        : Means.bounded(
            Means.interval(scores.count(), scores.mean(), scores.std(), LEVEL),
            scores.mean(),
            scores.count(),
            0,
            1);
  }

  /** Of a mean over observations of which some are of one item; null with fewer than two items. */
  static Interval ofClusters(Clusters byItem) {
    Interval interval = Means.interval(byItem, LEVEL);
    return interval == null
        ? null
        : Means.bounded(interval, byItem.mean(), byItem.clusters(), 0, 1);
  }

  private FieldSummary fieldAccuracy(GroupTotals group, boolean whole) {
    List<ScorerTotals> comparing =
        scorers.stream()
            .filter(s -> FieldScorers.isOne(s.id()))
            .map(s -> group.scorers().getOrDefault(s.key(), ScorerTotals.EMPTY))
            .toList();
    return comparing.isEmpty()
        ? null
        : fields(comparing, group.units(), group.fields(), whole ? totals.truth() : null, null);
  }

  private static FieldSummary fields(
      List<ScorerTotals> scored,
      UnitCounts units,
      Clusters byItem,
      TruthTotals truths,
      List<RunTotals.FieldCount> leaves) {
    long matched = scored.stream().mapToLong(ScorerTotals::matched).sum();
    long compared = scored.stream().mapToLong(ScorerTotals::compared).sum();
    long count = scored.stream().mapToLong(ScorerTotals::count).sum();
    long uncorrected = scored.stream().mapToLong(ScorerTotals::uncorrected).sum();
    long accepted = scored.stream().mapToLong(ScorerTotals::accepted).sum();
    long unmeasured = scored.stream().mapToLong(s -> unmeasured(units, s)).sum();
    double leavesPerUnit = count == 0 || compared == 0 ? 1 : (double) compared / count;
    return new FieldSummary(
        matched,
        compared,
        share(matched, compared),
        share(matched, compared),
        share(matched + accepted, compared + accepted),
        uncorrected,
        accepted,
        byItem == null ? null : ofClusters(byItem),
        Bounds.ofShare(matched, compared, unmeasured * leavesPerUnit, unmeasured),
        truths == null
            ? null
            : truth(truths.human(), without(scored, truths.inferred()), unmeasured, leavesPerUnit),
        truths == null
            ? null
            : truth(truths.inferred(), without(scored, truths.human()), unmeasured, leavesPerUnit),
        leaves == null ? null : leaves.stream().map(leaf -> field(leaf, truths != null)).toList());
  }

  /**
   * One kind of truth.
   *
   * @param assumingAccepted with what nobody corrected
   * @param unmeasured scores that there should be
   * @param leavesPerUnit that each of those would have
   */
  private static FieldSummary.Truth truth(
      TruthTotals.Of of, Double assumingAccepted, long unmeasured, double leavesPerUnit) {
    Clusters leaves = of.leaves();
    long matched = leaves.sum().longValueExact();
    long compared = leaves.size();
    return new FieldSummary.Truth(
        of.samples(),
        matched,
        compared,
        share(matched, compared),
        // Of a kind without samples it would be what is assumed of the others, and looks measured.
        of.samples() == 0 ? null : assumingAccepted,
        ofClusters(leaves),
        Bounds.ofShare(matched, compared, unmeasured * leavesPerUnit, unmeasured));
  }

  /** The accuracy assuming that what nobody corrected was accepted, without one kind of truth. */
  private static Double without(List<ScorerTotals> scored, TruthTotals.Of other) {
    long accepted = scored.stream().mapToLong(ScorerTotals::accepted).sum();
    long matched = scored.stream().mapToLong(ScorerTotals::matched).sum();
    long compared = scored.stream().mapToLong(ScorerTotals::compared).sum();
    return share(
        matched - other.leaves().sum().longValueExact() + accepted,
        compared - other.leaves().size() + accepted);
  }

  private static Double share(long part, long whole) {
    return whole == 0 ? null : (Double) ((double) part / whole);
  }

  private static FieldSummary.Field field(RunTotals.FieldCount leaf, boolean toldApart) {
    double accuracy = (double) leaf.correct() / (leaf.correct() + leaf.errors());
    return new FieldSummary.Field(
        leaf.path(),
        leaf.correct(),
        leaf.errors(),
        toldApart ? leaf.humanCorrect() : null,
        toldApart ? leaf.humanErrors() : null,
        toldApart ? leaf.inferredCorrect() : null,
        toldApart ? leaf.inferredErrors() : null,
        accuracy,
        FieldSummary.Band.of(accuracy));
  }

  private List<RunSummary.PassAt> passAt() {
    List<RunSummary.PassAt> list = new ArrayList<>();
    // Every k up to ten, and the largest: more would fill pages and tell nobody anything.
    IntStream.concat(
            IntStream.rangeClosed(1, Math.min(10, totals.repeats())),
            totals.repeats() > 10 ? IntStream.of(totals.repeats()) : IntStream.empty())
        .forEach(k -> addPassAt(k, list));
    return list;
  }

  private void addPassAt(int k, List<RunSummary.PassAt> list) {
    double any = 0;
    double all = 0;
    long items = 0;
    for (RunTotals.ItemCount item : totals.items()) {
      if (item.decided() >= k) {
        any += Repeats.passAtK(item.decided(), item.passed(), k) * item.items();
        all += Repeats.passHatK(item.decided(), item.passed(), k) * item.items();
        items += item.items();
      }
    }
    if (items > 0) {
      list.add(new RunSummary.PassAt(k, any / items, all / items, items));
    }
  }
}
