package dev.assay.run.verdict.gate;

import dev.assay.run.verdict.summary.Estimate;
import dev.assay.run.verdict.summary.GroupSummary;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.ScorerSummary;
import jakarta.annotation.Nullable;
import java.util.Map;
import java.util.Objects;

/**
 * One thing that a gate asks. At least one of {@code min} and {@code max} is there; both are held
 * by equality.
 *
 * @param type what is looked at
 * @param min the value must be at least this, null for no limit
 * @param max the value must be at most this, null for no limit
 * @param scorer key of the scorer that is looked at, null for all
 * @param section the part of the dataset that is looked at, null for all
 * @param severity what it means when it does not hold
 * @param label a name for people, null for none
 */
public record Criterion(
    CriterionType type,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable String scorer,
    @Nullable String section,
    Severity severity,
    @Nullable String label) {

  /**
   * What this criterion looks at in a run, or between it and its baseline; without a value when
   * that does not exist.
   */
  public Estimate in(RunSummary summary, AgainstBaseline against) {
    return switch (type) {
      case MAX_REGRESSIONS -> against.regressions(scorer, section);
      case MIN_DELTA -> against.difference(scorer, section);
      case PASS_RATE, MEAN_SCORE, FIELD_ACCURACY -> in(summary);
    };
  }

  /** What this criterion looks at in a summary; without a value when that does not exist. */
  public Estimate in(RunSummary summary) {
    GroupSummary group = section == null ? summary.overall() : summary.sections().get(section);
    if (group == null) {
      return Estimate.NONE;
    }
    return scorer == null ? overall(group) : ofScorer(group.scorers().get(scorer));
  }

  /**
   * Whether it looks at a section of which the run asks no item. The launch has looked that the
   * dataset has it, so that is a sample without it.
   */
  boolean absent(RunSummary summary) {
    return section != null && !type.comparesRuns() && !summary.sections().containsKey(section);
  }

  private Estimate overall(GroupSummary group) {
    return switch (type) {
      case PASS_RATE -> group.passRateEstimate();
      case MEAN_SCORE -> group.meanScoreEstimate();
      case FIELD_ACCURACY ->
          group.fieldAccuracy() == null ? Estimate.NONE : group.fieldAccuracy().estimate();
      case MAX_REGRESSIONS, MIN_DELTA -> Estimate.NONE;
    };
  }

  private Estimate ofScorer(ScorerSummary summary) {
    if (summary == null) {
      return Estimate.NONE;
    }
    return switch (type) {
      case PASS_RATE -> summary.passRateEstimate();
      case MEAN_SCORE -> summary.meanEstimate();
      case FIELD_ACCURACY -> summary.fields() == null ? Estimate.NONE : summary.fields().estimate();
      case MAX_REGRESSIONS, MIN_DELTA -> Estimate.NONE;
    };
  }

  /**
   * Why this cannot fail, whatever is answered; null when it can. That is so when it looks at
   * passes and no scorer that it looks at has a threshold, and when every value is within its
   * limits.
   *
   * @param thresholds of the scorers of the run by key, null for none
   */
  String idle(Map<String, Double> thresholds) {
    if (looksAtPasses() && noneHeld(thresholds)) {
      return scorer == null
          ? "no scorer has a threshold, so nothing can fail"
          : "the scorer " + scorer + " has no threshold, so nothing can fail";
    }
    return holdsThroughout(type.lowest(), type.highest())
        ? "every value is within its limits"
        : null;
  }

  private boolean looksAtPasses() {
    return switch (type) {
      case PASS_RATE, MAX_REGRESSIONS -> true;
      case MIN_DELTA -> scorer == null;
      case MEAN_SCORE, FIELD_ACCURACY -> false;
    };
  }

  private boolean noneHeld(Map<String, Double> thresholds) {
    return scorer == null
        ? thresholds.values().stream().allMatch(Objects::isNull)
        : thresholds.containsKey(scorer) && thresholds.get(scorer) == null;
  }

  /** Whether a value is within the limits. */
  public boolean holds(double value) {
    return (min == null || value >= min) && (max == null || value <= max);
  }

  /** Whether every value from {@code lower} to {@code upper} is within the limits. */
  public boolean holdsThroughout(double lower, double upper) {
    return holds(lower) && holds(upper);
  }

  /** Whether no value from {@code lower} to {@code upper} is within the limits. */
  public boolean holdsNowhere(double lower, double upper) {
    return (min != null && upper < min) || (max != null && lower > max);
  }

  /** How much better a value is than another one; negative when it is worse. */
  double better(double value, double than) {
    return min != null ? value - than : than - value;
  }

  /** What it means when a criterion does not hold. */
  public enum Severity {
    /** The run does not pass. */
    ERROR,
    /** It is told, and nothing else. */
    WARN
  }
}
