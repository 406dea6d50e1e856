package dev.assay.run.verdict.statistics;

/** Intervals for a mean. */
public final class Means {
  private Means() {}

  /**
   * Student's interval of a mean.
   *
   * @param count n
   * @param mean of the observations
   * @param std their sample standard deviation, null or anything when n &lt; 2
   * @param level confidence, such as 0.95
   * @return the point itself for n = 1, null for n = 0
   */
  public static Interval interval(long count, Double mean, Double std, double level) {
    if (count == 0 || mean == null) {
      return null;
    }
    if (count == 1 || std == null) {
      return new Interval(mean, mean, level, "t");
    }
    double half = Quantiles.t(count - 1.0, (1 + level) / 2) * std / Math.sqrt(count);
    return new Interval(mean - half, mean + half, level, "t");
  }

  /**
   * Student's interval with the clustered standard error and one degree of freedom less than there
   * are clusters.
   *
   * @return null with fewer than two clusters: nothing is known of the spread between them
   */
  public static Interval interval(Clusters clusters, double level) {
    Double error = clusters.standardError(true);
    if (error == null) {
      return null;
    }
    double half = Quantiles.t(clusters.clusters() - 1.0, (1 + level) / 2) * error;
    return new Interval(clusters.mean() - half, clusters.mean() + half, level, "t_clustered");
  }
}
