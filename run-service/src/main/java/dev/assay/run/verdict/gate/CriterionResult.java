package dev.assay.run.verdict.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.summary.Bounds;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of one criterion.
 *
 * @param criterion as asked; its fields stand beside the others in JSON
 * @param observed the value, null when it does not exist
 * @param interval how far chance alone may have moved it, null when that cannot be said
 * @param bounds how far unmeasured units could move it, null when there are none to speak of
 * @param passed whether the outcome is {@link Outcome#PASS}
 * @param outcome whether it holds
 * @param headroom how much better the observed value is than that of the best null answer, negative
 *     when it is worse; null when not known
 * @param inferredShare which part of the corrected samples behind the value has a correction that a
 *     model inferred; null where that is not known, or it rests on no corrections
 * @param message a sentence for people
 */
@Schema(name = "CriterionResult")
public record CriterionResult(
    @JsonUnwrapped Criterion criterion,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double observed,
    @Nullable Interval interval,
    @Nullable Bounds bounds,
    boolean passed,
    Outcome outcome,
    @Nullable Double headroom,
    @Nullable Double inferredShare,
    String message) {

  /** One of which it is not known whose corrections are behind it. */
  public CriterionResult(
      Criterion criterion,
      Double observed,
      Interval interval,
      Bounds bounds,
      boolean passed,
      Outcome outcome,
      Double headroom,
      String message) {
    this(criterion, observed, interval, bounds, passed, outcome, headroom, null, message);
  }

  /** Whether corrections that a model inferred are behind the value. */
  boolean restsOnInferred() {
    return inferredShare != null && inferredShare > 0 && observed != null;
  }

  /** With another outcome, and a sentence that says so. */
  public CriterionResult with(Outcome other, String sentence) {
    return new CriterionResult(
        criterion,
        observed,
        interval,
        bounds,
        other == Outcome.PASS,
        other,
        headroom,
        inferredShare,
        sentence);
  }

  /** What became of one criterion. */
  public enum Outcome {
    /** It holds. */
    PASS,
    /** It does not hold, or its value does not exist. */
    FAIL,
    /** Unmeasured units, or chance where confidence is required, could turn it. */
    INCONCLUSIVE
  }
}
