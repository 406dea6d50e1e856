package dev.assay.run.verdict.statistics.paired;

import dev.assay.run.verdict.statistics.Quantiles;

/**
 * How many items it takes to see a difference of a given size with a power of 80 % at a two-sided
 * level of 5 %, by the normal approximation (z_0.975 + z_0.8)^2 variance / difference^2.
 */
public final class SampleSize {
  private static final double FACTOR = Math.pow(Quantiles.normal(0.975) + Quantiles.normal(0.8), 2);

  private SampleSize() {}

  /**
   * Items for each of two runs over different items.
   *
   * @param first share of passes of the one
   * @param second of the other
   * @return null when they are equal
   */
  public static Long unpaired(double first, double second) {
    double difference = first - second;
    double variance = first * (1 - first) + second * (1 - second);
    return difference == 0 ? null : (Long) ceil(FACTOR * variance / (difference * difference));
  }

  /**
   * Items that both runs answer.
   *
   * @param difference mean of the differences
   * @param std their standard deviation
   * @return null when there is no difference
   */
  public static Long paired(double difference, double std) {
    return difference == 0
        ? null
        : (Long) Math.max(2, ceil(FACTOR * std * std / (difference * difference)));
  }

  private static long ceil(double x) {
    return (long) Math.ceil(x);
  }
}
