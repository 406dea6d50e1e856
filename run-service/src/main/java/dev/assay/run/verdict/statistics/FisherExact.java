package dev.assay.run.verdict.statistics;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/** Fisher's exact test of two shares of independent samples. */
public final class FisherExact {
  // Tables as likely as the one that was seen belong to the tail, also when rounding parts them.
  private static final double SAME = 1 + 1e-7;

  private FisherExact() {}

  /**
   * The two-sided p-value: the chance, given the margins, of a table that is no more likely than
   * this one (Fisher 1935; the two-sided form as in R's fisher.test).
   *
   * @param hits of the first sample
   * @param misses of the first sample
   * @param otherHits of the second sample
   * @param otherMisses of the second sample; each margin is at most 2^31 - 1
   * @return 1 when a sample is empty
   */
  public static double p(long hits, long misses, long otherHits, long otherMisses) {
    int size = Math.toIntExact(hits + misses + otherHits + otherMisses);
    int first = Math.toIntExact(hits + misses);
    int allHits = Math.toIntExact(hits + otherHits);
    if (first == 0 || first == size || allHits == 0 || allHits == size) {
      return 1;
    }
    HypergeometricDistribution tables = HypergeometricDistribution.of(size, allHits, first);
    double seen = tables.probability((int) hits) * SAME;
    double p = 0;
    for (int k = tables.getSupportLowerBound(); k <= tables.getSupportUpperBound(); k++) {
      double chance = tables.probability(k);
      p += chance <= seen ? chance : 0;
    }
    return Math.min(1, p);
  }
}
