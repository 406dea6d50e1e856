package dev.assay.run.verdict.gate;

import dev.assay.run.verdict.summary.Estimate;
import dev.assay.run.verdict.summary.FieldSummary;
import dev.assay.run.verdict.summary.GroupSummary;
import dev.assay.run.verdict.summary.RunSummary;
import dev.assay.run.verdict.summary.ScorerSummary;
import jakarta.annotation.Nullable;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that a gate asks. At least one of {@code min} and {@code max} is there; both are held
 * by equality.
 *
 * @param type what is looked at
 * @param min the value must be at least this, null for no limit
 * @param max the value must be at most this, null for no limit
 * @param scorer key of the scorer that is looked at, null for all
 * @param section the part of the dataset that is looked at, null for all
 * @param truth whose corrections count, null for everybody's
 * @param severity what it means when it does not hold
 * @param label a name for people, null for none
 */
public record Criterion(
    CriterionType type,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable String scorer,
    @Nullable String section,
    @Nullable Truth truth,
    Severity severity,
    @Nullable String label) {

  /** One for which everybody's corrections count. */
  public Criterion(
      CriterionType type,
      Double min,
      Double max,
      String scorer,
      String section,
      Severity severity,
      String label) {
    this(type, min, max, scorer, section, null, severity, label);
  }

  /** The same for everybody's corrections. */
  Criterion ofAnyTruth() {
    return truth == null ? this : new Criterion(type, min, max, scorer, section, severity, label);
  }

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
      case FIELD_ACCURACY -> fields(group.fieldAccuracy());
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
      case FIELD_ACCURACY -> fields(summary.fields());
      case MAX_REGRESSIONS, MIN_DELTA -> Estimate.NONE;
    };
  }

  private Estimate fields(FieldSummary fields) {
    if (fields == null) {
      return Estimate.NONE;
    }
    if (truth == null) {
      return fields.estimate();
    }
    return fields.human() == null ? Estimate.NONE : fields.human().estimate();
  }

  /**
   * What is known of whose corrections are behind the value: of the scorer that it looks at, or of
   * all that compare leaves. Null where it does not look at any of those, and where that is not
   * known, as within a section and between runs.
   */
  FieldSummary truths(RunSummary summary) {
    if (type.comparesRuns() || section != null) {
      return null;
    }
    ScorerSummary one = scorer == null ? null : summary.overall().scorers().get(scorer);
    FieldSummary fields =
        scorer == null ? summary.overall().fieldAccuracy() : one == null ? null : one.fields();
    return fields == null || !fields.toldApart() ? null : fields;
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

  /** Whose corrections count. */
  @Schema(name = "CriterionTruth")
  public enum Truth {
    /** People's: what a model made of their notes is left out. */
    HUMAN
  }

  /** What it means when a criterion does not hold. */
  public enum Severity {
    /** The run does not pass. */
    ERROR,
    /** It is told, and nothing else. */
    WARN
  }
}
