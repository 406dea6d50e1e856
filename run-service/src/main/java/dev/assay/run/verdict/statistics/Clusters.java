package dev.assay.run.verdict.statistics;

import java.math.BigInteger;

/**
 * Sums over clusters g of observations that belong together (the repeats of one item), enough for
 * the mean and its clustered standard error, exact and mergeable.
 *
 * @param clusters how many clusters hold at least one observation
 * @param size n = sum of n_g
 * @param sum sum of s_g, where s_g is the sum of the cluster's observations
 * @param sumSquares sum of s_g^2
 * @param sumTimesSize sum of s_g n_g
 * @param sizeSquares sum of n_g^2
 * @param bits observations are integers in units of 2^-bits: {@link FixedPoint#BITS} for scores, 0
 *     for counts
 */
public record Clusters(
    long clusters,
    long size,
    BigInteger sum,
    BigInteger sumSquares,
    BigInteger sumTimesSize,
    BigInteger sizeSquares,
    int bits) {

  /** Of nothing, for observations in units of 2^-bits. */
  public static Clusters empty(int bits) {
    BigInteger zero = BigInteger.ZERO;
    return new Clusters(0, 0, zero, zero, zero, zero, bits);
  }

  /** With one more cluster; one without observations changes nothing. */
  public Clusters plus(BigInteger clusterSum, long clusterSize) {
    if (clusterSize == 0) {
      return this;
    }
    BigInteger n = BigInteger.valueOf(clusterSize);
    return plus(
        new Clusters(
            1,
            clusterSize,
            clusterSum,
            clusterSum.multiply(clusterSum),
            clusterSum.multiply(n),
            n.multiply(n),
            bits));
  }

  /** Of both together; no cluster may be in both. */
  public Clusters plus(Clusters other) {
    return new Clusters(
        clusters + other.clusters,
        size + other.size,
        sum.add(other.sum),
        sumSquares.add(other.sumSquares),
        sumTimesSize.add(other.sumTimesSize),
        sizeSquares.add(other.sizeSquares),
        bits);
  }

  /** The mean of all observations, null without any. */
  public Double mean() {
    return size == 0 ? null : (Double) FixedPoint.ratio(sum, BigInteger.valueOf(size), bits);
  }

  /**
   * The clustered standard error of the mean: the root of the sum over clusters of squared residual
   * sums, divided by n (Miller, arXiv 2411.00640, equation 4).
   *
   * @param corrected multiplied by the root of G / (G - 1), which is what Assay reports
   * @return null with fewer than two clusters
   */
  public Double standardError(boolean corrected) {
    if (clusters < 2) {
      return null;
    }
    BigInteger n = BigInteger.valueOf(size);
    // n^2 * sum (s_g - n_g * mean)^2, in integers
    BigInteger residuals =
        sumSquares
            .multiply(n)
            .multiply(n)
            .subtract(sum.multiply(sumTimesSize).multiply(n).shiftLeft(1))
            .add(sum.multiply(sum).multiply(sizeSquares));
    double variance = FixedPoint.ratio(residuals, n.pow(4), 2 * bits);
    return Math.sqrt(corrected ? variance * clusters / (clusters - 1) : variance);
  }
}
