package dev.assay.run.verdict.comparison.effort;

import dev.assay.run.verdict.statistics.paired.SignFlip;

/**
 * Permutation tests of one comparison.
 *
 * @param seed of the drawn signs
 * @param effort that they may take together
 */
public record Drawing(long seed, Effort effort) {
  /** Tests a mean difference of 0. */
  public SignFlip test(double[] differences) {
    return SignFlip.of(differences, seed, effort.draws(), effort::check);
  }
}
