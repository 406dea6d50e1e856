package dev.assay.run.verdict.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.totals.SpanTotals;
import jakarta.annotation.Nullable;

/**
 * What a scorer says of the spans of one kind and name, over all items. Scores are in 0..1.
 *
 * @param kind llm, retriever, tool, agent, chain or other
 * @param name of the spans, or of their tool
 * @param items that have such spans
 * @param spans how many there are: count, errors and skipped together
 * @param count how many scores
 * @param errors how often it could not measure
 * @param skipped how often it did not apply, or there was nothing to measure
 * @param mean of the scores, null without scores
 * @param meanInterval clustered by item, for the spans of one item are not independent; null with
 *     fewer than two items
 * @param min null without scores
 * @param max null without scores
 * @param passed scores that reached the threshold of the scorer; null without one
 * @param failed scores that missed it; null without one
 */
public record SpanSummary(
    String kind,
    String name,
    long items,
    long spans,
    long count,
    long errors,
    long skipped,
    @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double mean,
    @Nullable Interval meanInterval,
    @Nullable Double min,
    @Nullable Double max,
    @Nullable Long passed,
    @Nullable Long failed) {

  /**
   * Of totals.
   *
   * @param decides whether the scorer has a threshold
   */
  static SpanSummary of(SpanTotals totals, boolean decides) {
    long count = totals.scores().size();
    return new SpanSummary(
        totals.kind(),
        totals.name(),
        totals.items(),
        totals.spans(),
        count,
        totals.errors(),
        totals.skipped(),
        totals.scores().mean(),
        Summaries.ofClusters(totals.scores()),
        totals.min(),
        totals.max(),
        decides ? totals.passed() : null,
        decides ? count - totals.passed() : null);
  }
}
