package dev.assay.run.verdict.totals;

import dev.assay.run.verdict.statistics.Clusters;

/**
 * What a scorer said of the spans of one kind and name, over all items of a run.
 *
 * @param kind such as {@code retriever}
 * @param name of the spans, or of their tool
 * @param items that have such spans
 * @param spans how many there are
 * @param errors how often it could not measure
 * @param skipped how often it did not apply, or there was nothing to measure
 * @param passed scores that reach the threshold; 0 without one
 * @param min null without scores
 * @param max null without scores
 * @param scores those that there are, clustered by item
 */
public record SpanTotals(
    String kind,
    String name,
    long items,
    long spans,
    long errors,
    long skipped,
    long passed,
    Double min,
    Double max,
    Clusters scores) {}
