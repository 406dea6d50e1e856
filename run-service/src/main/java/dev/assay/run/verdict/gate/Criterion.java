package dev.assay.run.verdict.gate;

import dev.assay.run.verdict.summary.Estimate;
import dev.assay.run.verdict.summary.GroupSummary;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.ScorerSummary;

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
    Double min,
    Double max,
    String scorer,
    String section,
    Severity severity,
    String label) {

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
