package dev.assay.run.verdict.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.run.verdict.passports.JudgedRate;
import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.totals.Histogram;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * What one scorer says of a group of units. Scores are in 0..1.
 *
 * @param scorer the scorer's id
 * @param threshold null for none
 * @param count how many scores
 * @param errors how often it could not measure
 * @param skipped how often it did not apply
 * @param unmeasured units that it neither scored nor skipped
 * @param mean of the scores, null without scores
 * @param meanInterval null with fewer than two scores
 * @param meanBounds null without units
 * @param min null without scores
 * @param max null without scores
 * @param std sample standard deviation, null with fewer than two scores
 * @param passed scores that reached the threshold; 0 without one
 * @param failed scores that missed the threshold; 0 without one
 * @param passRate passed / (passed + failed + errors), null when it scored nothing, be it that
 *     there are errors only, and when nothing is a pass because there is no threshold
 * @param passRateInterval null when there is no pass rate
 * @param passRateBounds null without units
 * @param histogram scores in [0,.1), [.1,.2) … [.9,1]
 * @param fields leaf by leaf, of a scorer that compares leaves; null for others
 * @param spans by kind and name, those with most spans first, at most 100; null for a scorer that
 *     is of items as a whole, and within a section or label
 * @param judge the pass rate of its judge corrected by what people say; null for scorers that ask
 *     none, and of sections and labels
 */
public record ScorerSummary(
    String scorer,
    @Nullable Double threshold,
    long count,
    long errors,
    long skipped,
    long unmeasured,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double mean,
    @Nullable Interval meanInterval,
    @Nullable Bounds meanBounds,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable Double std,
    long passed,
    long failed,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double passRate,
    @Nullable Interval passRateInterval,
    @Nullable Bounds passRateBounds,
    Histogram histogram,
    @Nullable FieldSummary fields,
    @Nullable List<SpanSummary> spans,
    @Nullable JudgedRate judge) {

  /** With what is known of its judge. */
  ScorerSummary judgedBy(JudgedRate other) {
    return with(spans, other);
  }

  /** With what it says of the spans of items. */
  ScorerSummary with(List<SpanSummary> ofSpans) {
    return with(ofSpans, judge);
  }

  private ScorerSummary with(List<SpanSummary> ofSpans, JudgedRate judged) {
    return new ScorerSummary(
        scorer,
        threshold,
        count,
        errors,
        skipped,
        unmeasured,
        mean,
        meanInterval,
        meanBounds,
        min,
        max,
        std,
        passed,
        failed,
        passRate,
        passRateInterval,
        passRateBounds,
        histogram,
        fields,
        ofSpans,
        judged);
  }

  /** The mean with what is known about it. */
  public Estimate meanEstimate() {
    return new Estimate(mean, meanInterval, meanBounds);
  }

  /** The pass rate with what is known about it. */
  public Estimate passRateEstimate() {
    return new Estimate(passRate, passRateInterval, passRateBounds);
  }
}
