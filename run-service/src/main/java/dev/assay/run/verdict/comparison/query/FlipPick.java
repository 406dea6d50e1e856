package dev.assay.run.verdict.comparison.query;

/**
 * Where an item that passed in one run and failed in the other is found.
 *
 * @param baselineN number of its unit in the baseline
 * @param otherN number of its unit in the other run
 * @param regressed whether it passed in the baseline
 * @param total how many went the same way, this one included
 */
public record FlipPick(int baselineN, int otherN, boolean regressed, int total) {}
