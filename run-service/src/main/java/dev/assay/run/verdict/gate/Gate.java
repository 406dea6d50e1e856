package dev.assay.run.verdict.gate;

import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.Verdict;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.verdict.gate.Criterion.Severity;
import dev.assay.run.verdict.gate.CriterionResult.Outcome;
import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.summary.Bounds;
import dev.assay.run.verdict.summary.Estimate;
import dev.assay.run.verdict.summary.FieldSummary;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.totals.FieldScorers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The pass criteria of a run.
 *
 * @param criteria all of severity error must hold
 * @param requireConfidence a criterion holds, or does not, only when its interval says so, too
 * @param allowVacuous the verdict stands even when a null answer would pass
 * @param allowFailedCanaries criteria stand also on judges that were shown to be wrong
 * @param passport what the judges behind criteria must have; null for nothing
 */
public record Gate(
    List<Criterion> criteria,
    boolean requireConfidence,
    boolean allowVacuous,
    boolean allowFailedCanaries,
    PassportDemand passport) {
  /** No gate. */
  public static final Gate NONE = new Gate(List.of(), false, false);

  /** With a copy of the criteria. */
  public Gate {
    criteria = List.copyOf(criteria);
  }

  /** One that asks nothing of judges but that canaries do not speak against them. */
  public Gate(List<Criterion> criteria, boolean requireConfidence, boolean allowVacuous) {
    this(criteria, requireConfidence, allowVacuous, false, null);
  }

  /**
   * Reads a gate: a list of criteria, or {@code {criteria, require_confidence, allow_vacuous,
   * allow_failed_canaries, require_passport}}; absent or null is no gate.
   *
   * @param violations takes everything that is wrong, by the path of the field below {@code gate};
   *     what is returned is of use only when nothing was added
   */
  public static Gate parse(JsonNode json, List<Violation> violations) {
    return new GateReader(violations).gate(json);
  }

  /** Whether a criterion is about the difference to an earlier run. */
  public boolean comparesRuns() {
    return criteria.stream().anyMatch(criterion -> criterion.type().comparesRuns());
  }

  /** The sections that criteria name. */
  public Set<String> sections() {
    return criteria.stream()
        .map(Criterion::section)
        .filter(Objects::nonNull)
        .collect(toCollection(TreeSet::new));
  }

  /** Sentences about criteria that can be read but never hold, or never fail, as they stand. */
  public List<String> warnings(List<ScorerSpec> scorers) {
    List<String> warnings = new ArrayList<>();
    for (Criterion criterion : criteria) {
      if (criterion.scorer() != null
          && scorers.stream().noneMatch(s -> s.key().equals(criterion.scorer()))) {
        warnings.add(
            "The gate asks for the scorer "
                + criterion.scorer()
                + ", which the evaluation does not have: the criterion cannot hold.");
      }
    }
    if (criteria.stream().anyMatch(c -> c.truth() != null)
        && scorers.stream().noneMatch(s -> FieldScorers.isOne(s.id()))) {
      warnings.add(
          "The gate asks for people's corrections (truth: human), and no scorer compares fields:"
              + " the criterion cannot hold.");
    }
    Map<String, Double> thresholds = thresholds(scorers);
    for (Criterion criterion : criteria) {
      String idle = criterion.idle(thresholds);
      if (idle != null) {
        warnings.add(
            "The criterion " + Sentences.name(criterion) + " decides nothing: " + idle + ".");
      }
    }
    if (!criteria.isEmpty() && !canFail(thresholds)) {
      warnings.add(
          criteria.stream().noneMatch(c -> c.severity() == Severity.ERROR)
              ? "No criterion of the gate has severity error: nothing can fail it."
              : "No criterion of the gate can fail: the verdict is none.");
    }
    return warnings;
  }

  /**
   * Judges a run. A gate without criteria, one in which no criterion of severity error can fail,
   * and one that a null answer passes give {@link Verdict#NONE}; the latter two do not when vacuous
   * gates are allowed. Also then a run of which nothing was measured does not pass: it is
   * inconclusive.
   *
   * @param summary of the run
   * @param selfTest what null answers come to, null when not known
   */
  public GateResult judge(RunSummary summary, NullProof selfTest) {
    return judge(summary, selfTest, AgainstBaseline.NONE);
  }

  /** Judges a run that criteria may set against an earlier one. */
  public GateResult judge(RunSummary summary, NullProof selfTest, AgainstBaseline against) {
    List<CriterionResult> results = new ArrayList<>();
    for (int i = 0; i < criteria.size(); i++) {
      NullProof.Best best = selfTest == null ? null : selfTest.best(i);
      results.add(judge(criteria.get(i), summary, best, against));
    }
    boolean vacuous =
        !criteria.isEmpty()
            && (!canFail(thresholds(summary)) || (selfTest != null && selfTest.vacuous()));
    return new GateResult(verdict(results, vacuous, summary), results, vacuous);
  }

  private Verdict verdict(List<CriterionResult> results, boolean vacuous, RunSummary summary) {
    if (criteria.isEmpty() || (vacuous && !allowVacuous)) {
      return Verdict.NONE;
    }
    Verdict verdict = verdict(results);
    return verdict == Verdict.PASS && !summary.measured() ? Verdict.INCONCLUSIVE : verdict;
  }

  /** Whether a criterion of severity error can fail with these scorers. */
  boolean canFail(List<ScorerSpec> scorers) {
    return canFail(thresholds(scorers));
  }

  private static Map<String, Double> thresholds(List<ScorerSpec> scorers) {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    scorers.forEach(s -> thresholds.put(s.key(), s.threshold()));
    return thresholds;
  }

  private static Map<String, Double> thresholds(RunSummary summary) {
    Map<String, Double> thresholds = new LinkedHashMap<>();
    summary.overall().scorers().forEach((key, s) -> thresholds.put(key, s.threshold()));
    return thresholds;
  }

  /** What the criteria say by themselves. */
  public static Verdict verdict(List<CriterionResult> results) {
    List<Outcome> outcomes =
        results.stream()
            .filter(r -> r.criterion().severity() == Severity.ERROR)
            .map(CriterionResult::outcome)
            .toList();
    if (outcomes.contains(Outcome.FAIL)) {
      return Verdict.FAIL;
    }
    return outcomes.contains(Outcome.INCONCLUSIVE) ? Verdict.INCONCLUSIVE : Verdict.PASS;
  }

  private boolean canFail(Map<String, Double> thresholds) {
    return criteria.stream()
        .anyMatch(c -> c.severity() == Severity.ERROR && c.idle(thresholds) == null);
  }

  private CriterionResult judge(
      Criterion criterion, RunSummary summary, NullProof.Best best, AgainstBaseline against) {
    Estimate estimate = criterion.in(summary, against);
    // That a sample has no item of a section says nothing of the section.
    Outcome byBounds =
        criterion.absent(summary) ? Outcome.INCONCLUSIVE : byBounds(criterion, estimate);
    boolean unsure = requireConfidence && estimate.value() != null && unsure(criterion, estimate);
    Outcome outcome = unsure ? Outcome.INCONCLUSIVE : byBounds;
    Double headroom =
        best == null || best.observed() == null || estimate.value() == null
            ? null
            : (Double) criterion.better(estimate.value(), best.observed());
    return new CriterionResult(
        criterion,
        estimate.value(),
        estimate.interval(),
        estimate.bounds(),
        outcome == Outcome.PASS,
        outcome,
        headroom,
        inferredShare(criterion, summary),
        Sentences.of(criterion, estimate, outcome, byBounds, summary));
  }

  private static Double inferredShare(Criterion criterion, RunSummary summary) {
    FieldSummary truths = criterion.truths(summary);
    Double share = truths == null ? null : truths.inferredShare();
    return share == null || criterion.truth() == null ? share : (Double) 0.0;
  }

  private static Outcome byBounds(Criterion criterion, Estimate estimate) {
    Bounds bounds = estimate.bounds();
    if (bounds != null && bounds.unmeasured() > 0) {
      if (criterion.holdsNowhere(bounds.lower(), bounds.upper())) {
        return Outcome.FAIL;
      }
      boolean certain =
          estimate.value() != null && criterion.holdsThroughout(bounds.lower(), bounds.upper());
      return certain ? Outcome.PASS : Outcome.INCONCLUSIVE;
    }
    // A value that does not exist does not pass.
    return estimate.value() != null && criterion.holds(estimate.value())
        ? Outcome.PASS
        : Outcome.FAIL;
  }

  private static boolean unsure(Criterion criterion, Estimate estimate) {
    if (criterion.type() == CriterionType.MAX_REGRESSIONS) {
      // A count of items is not an estimate of anything.
      return false;
    }
    Interval interval = estimate.interval();
    return interval == null
        || !(criterion.holdsThroughout(interval.lower(), interval.upper())
            || criterion.holdsNowhere(interval.lower(), interval.upper()));
  }
}
