package dev.assay.run.verdict.stopping;

/**
 * The counters of a run that a decision is made from.
 *
 * @param passed units that missed no threshold
 * @param failed units that missed one
 * @param errored units without a measurement
 * @param open units that are not settled, or were cut
 * @param scoreSum of all scores of all scorers so far
 * @param scoreCount of them
 * @param scoresOpen at most so many more scores could come, or could have come
 */
public record Tally(
    long passed,
    long failed,
    long errored,
    long open,
    double scoreSum,
    long scoreCount,
    long scoresOpen) {}
