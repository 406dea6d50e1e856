package dev.assay.run.verdict.comparison;

/**
 * What one scorer says of both sides.
 *
 * @param scorer its key
 * @param scores means of the scores
 * @param passes pass and fail, null when it has no threshold
 */
public record ScorerDifference(String scorer, MeanDifference scores, PassDifference passes) {}
