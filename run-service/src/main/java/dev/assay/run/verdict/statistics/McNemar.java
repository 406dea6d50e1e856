package dev.assay.run.verdict.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * McNemar's test on pairs of pass and fail: only the pairs that differ count.
 *
 * @param exactP two-sided p-value of the exact (binomial) test
 * @param chiSquared the statistic with continuity correction, null when no pair differs
 * @param chiSquaredP its p-value, null when no pair differs
 */
public record McNemar(double exactP, Double chiSquared, Double chiSquaredP) {

  /**
   * Tests.
   *
   * @param onlyFirst pairs in which only the first passed
   * @param onlySecond pairs in which only the second passed
   */
  public static McNemar of(int onlyFirst, int onlySecond) {
    int n = onlyFirst + onlySecond;
    if (n == 0) {
      return new McNemar(1, null, null);
    }
    int fewer = Math.min(onlyFirst, onlySecond);
    double exact = Math.min(1, 2 * BinomialDistribution.of(n, 0.5).cumulativeProbability(fewer));
    double distance = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1);
    double statistic = distance * distance / n;
    double p = ChiSquaredDistribution.of(1).survivalProbability(statistic);
    return new McNemar(exact, statistic, p);
  }
}
