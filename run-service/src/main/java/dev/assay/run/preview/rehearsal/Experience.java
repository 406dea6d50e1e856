package dev.assay.run.preview.rehearsal;

import dev.assay.run.preview.forecast.Range;

/**
 * What earlier runs of the same provider and model took.
 *
 * @param runs how many
 * @param sameDataset whether all of them asked the same dataset
 * @param latenciesMs one of each answer, waits excluded
 * @param tokensIn mean prompt tokens of an answer, null when not reported
 * @param tokensOut mean completion tokens of an answer, null when not reported
 * @param retryShare share of attempts that brought no answer
 */
record Experience(
    int runs,
    boolean sameDataset,
    double[] latenciesMs,
    Double tokensIn,
    Double tokensOut,
    double retryShare) {
  /** Fewer answers say too little. */
  static final int LEAST = 10;

  static final Experience NONE = new Experience(0, false, new double[0], null, null, 0);

  /** Whether it is enough to go by. */
  boolean enough() {
    return latenciesMs.length >= LEAST;
  }

  /** How many answers. */
  int answers() {
    return latenciesMs.length;
  }

  /** Around a mean that was measured; wider when it was measured on another dataset. */
  Range around(double mean) {
    return sameDataset
        ? Range.of(mean * 0.85, mean, mean * 1.2)
        : Range.of(mean * 0.5, mean, mean * 2);
  }
}
