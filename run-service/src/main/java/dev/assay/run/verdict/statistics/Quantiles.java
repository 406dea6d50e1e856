package dev.assay.run.verdict.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Quantiles of distributions. */
public final class Quantiles {
  private Quantiles() {}

  /** The standard normal's. */
  public static double normal(double p) {
    return NormalDistribution.of(0, 1).inverseCumulativeProbability(p);
  }

  /** Student's t with that many degrees of freedom. */
  public static double t(double degrees, double p) {
    return polished(TDistribution.of(degrees), p);
  }

  /** The beta distribution's. */
  public static double beta(double a, double b, double p) {
    return polished(BetaDistribution.of(a, b), p);
  }

  // The library's root finder stops at an absolute error of 1e-9: Newton's steps give the rest.
  private static double polished(ContinuousDistribution distribution, double p) {
    double x = distribution.inverseCumulativeProbability(p);
    for (int i = 0; i < 3; i++) {
      double density = distribution.density(x);
      if (!(density > 0) || Double.isInfinite(density)) {
        return x;
      }
      double next = x - (distribution.cumulativeProbability(x) - p) / density;
      if (!(next > distribution.getSupportLowerBound()
          && next < distribution.getSupportUpperBound())) {
        return x;
      }
      x = next;
    }
    return x;
  }
}
