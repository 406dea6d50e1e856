package dev.assay.run.verdict.statistics;

/** Intervals for a share of successes. */
public final class Proportions {
  private Proportions() {}

  /**
   * Wilson's score interval (Wilson 1927).
   *
   * @param successes k, 0..n
   * @param trials n
   * @param level confidence, such as 0.95
   * @return null for n = 0
   */
  public static Interval wilson(long successes, long trials, double level) {
    return trials == 0 ? null : wilson((double) successes / trials, trials, level, "wilson");
  }

  /**
   * Wilson's interval for observations in clusters: n is replaced by the number of independent
   * observations that would have the clustered standard error, p (1 - p) / se^2, at most n. When
   * every observation is the same there is no spread to see and the clusters are counted instead,
   * so that repeating one easy item does not look like certainty.
   *
   * @param passes 1 for a success, 0 for none
   * @return null without observations
   */
  public static Interval wilson(Clusters passes, double level) {
    Double p = passes.mean();
    if (p == null) {
      return null;
    }
    double trials = passes.clusters();
    Double error = passes.standardError(true);
    if (error != null && p > 0 && p < 1) {
      trials = error == 0 ? passes.size() : Math.min(passes.size(), p * (1 - p) / (error * error));
    }
    return wilson(p, trials, level, "wilson_clustered");
  }

  private static Interval wilson(double p, double n, double level, String method) {
    double z = Quantiles.normal((1 + level) / 2);
    double zz = z * z / n;
    double centre = (p + zz / 2) / (1 + zz);
    double half = z * Math.sqrt(p * (1 - p) / n + zz / (4 * n)) / (1 + zz);
    // Exact at the ends, where rounding would leave 1e-17 instead of 0.
    double lower = p == 0 ? 0 : centre - half;
    double upper = p == 1 ? 1 : centre + half;
    return new Interval(lower, upper, level, method).withinUnit();
  }

  /**
   * The exact interval of Clopper and Pearson (1934).
   *
   * @return null for n = 0
   */
  public static Interval clopperPearson(long successes, long trials, double level) {
    if (trials == 0) {
      return null;
    }
    double tail = (1 - level) / 2;
    double lower = successes == 0 ? 0 : Quantiles.beta(successes, trials - successes + 1.0, tail);
    double upper =
        successes == trials ? 1 : Quantiles.beta(successes + 1.0, trials - successes, 1 - tail);
    return new Interval(lower, upper, level, "clopper_pearson");
  }
}
