package dev.assay.run.verdict.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.run.verdict.statistics.Interval;
import jakarta.annotation.Nullable;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many leaves of structured answers match.
 *
 * @param matched leaves that matched, over all samples
 * @param compared leaves that were compared, over all samples
 * @param accuracy matched / compared, null when nothing was compared
 * @param accuracyCorrected the same by its full name: samples without a correction are no part of
 *     it
 * @param accuracyAssumingAccepted (matched + accepted) / (compared + accepted): a sample without a
 *     correction counts as if all its leaves matched; null when that is 0 / 0
 * @param uncorrected samples without a correction; they are skipped by the scorer
 * @param accepted leaves of those that would be compared if each were its own correction
 * @param interval of the accuracy, clustered by item, for the leaves of one answer are not
 *     independent; null with fewer than two items
 * @param bounds an unmeasured unit counts with as many leaves as a measured one has on average;
 *     null without units
 * @param human the samples that people corrected; null for a run that is not over traffic, within a
 *     section or label, and in summaries of before. What is taken for right because it was answered
 *     is in neither kind
 * @param inferred the samples whose correction a model made of people's notes; null as that
 * @param fields those with most errors first, at most 1,000; null within a section or label
 */
public record FieldSummary(
    long matched,
    long compared,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double accuracy,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double accuracyCorrected,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double accuracyAssumingAccepted,
    long uncorrected,
    long accepted,
    @Nullable Interval interval,
    @Nullable Bounds bounds,
    @Nullable Truth human,
    @Nullable Truth inferred,
    @Nullable List<Field> fields) {

  /** The accuracy with what is known about it. */
  public Estimate estimate() {
    return new Estimate(accuracy, interval, bounds);
  }

  /** Whether it is known what people corrected, and what a model did. */
  public boolean toldApart() {
    return human != null && inferred != null;
  }

  /**
   * Which part of the corrected samples has a correction that a model made; null when that is not
   * known, or nothing is corrected.
   */
  public Double inferredShare() {
    long samples = toldApart() ? human.samples() + inferred.samples() : 0;
    return samples == 0 ? null : (Double) ((double) inferred.samples() / samples);
  }

  /**
   * Samples of one kind of truth.
   *
   * @param samples how many were scored
   * @param matched leaves that matched
   * @param compared leaves that were compared
   * @param accuracy matched / compared; null when nothing was
   * @param accuracyAssumingAccepted the same, where a sample without a correction counts as right
   *     and those of the other kind are left out; null when there are no samples of this kind, and
   *     in summaries of before
   * @param interval of the accuracy, clustered by item; null with fewer than two
   * @param bounds of the accuracy, if all unmeasured units were of this kind; null without units,
   *     and in summaries of before
   */
  @Schema(name = "FieldTruth")
  public record Truth(
      long samples,
      long matched,
      long compared,
      @Nullable Double accuracy,
      @Nullable Double accuracyAssumingAccepted,
      @Nullable Interval interval,
      @Nullable Bounds bounds) {

    /** The accuracy with what is known about it. */
    public Estimate estimate() {
      return new Estimate(accuracy, interval, bounds);
    }
  }

  /**
   * One leaf over all samples.
   *
   * @param field its path, such as {@code items[0].price}
   * @param correct samples in which it matched
   * @param errors samples in which it did not
   * @param humanCorrect of the correct, those where a person said what is right; null where the
   *     kinds of truth are not told apart, and in summaries of before
   * @param humanErrors the same of the errors
   * @param inferredCorrect of the correct, those where a model made what is right; null where the
   *     kinds of truth are not told apart
   * @param inferredErrors the same of the errors
   * @param accuracy correct / (correct + errors)
   * @param band see {@link Band}
   */
  @Schema(name = "FieldTotals")
  public record Field(
      String field,
      long correct,
      long errors,
      @Nullable Long humanCorrect,
      @Nullable Long humanErrors,
      @Nullable Long inferredCorrect,
      @Nullable Long inferredErrors,
      double accuracy,
      Band band) {}

  /** How good an accuracy is. */
  public enum Band {
    /** At least 0.95. */
    EXCELLENT,
    /** At least 0.85. */
    GOOD,
    /** At least 0.70. */
    FAIR,
    /** Less than 0.70. */
    POOR;

    /** The band of an accuracy in 0..1. */
    public static Band of(double accuracy) {
      return accuracy >= 0.95
          ? EXCELLENT
          : accuracy >= 0.85 ? GOOD : accuracy >= 0.70 ? FAIR : POOR;
    }
  }
}
