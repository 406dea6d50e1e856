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
   * A Student's interval of the mean of values in a range, widened to what so few values can show.
   *
   * <p>Student's interval sees only the spread of the values that are there: of two equal ones it
   * is a point, which looks like certainty. But a kind of value with a share of up to {@code e = 1
   * - ((1 - level) / 2)^(1 / n)} may have stayed away from n independent draws by chance (Clopper
   * and Pearson 1934 for 0 of n; for 95 % about 3.7 / n). If that share had the lowest value, the
   * mean would be {@code mean - e (mean - lowest)}; with the highest, {@code mean + e (highest -
   * mean)}. The interval reaches at least there. For equal values it is exact: by Markov's
   * inequality n values of at least c have a probability of at most {@code (mean / c)^n}. With
   * spread and enough values Student's interval is the wider one and stays as it is.
   *
   * @param student of the mean, by any of the methods here; null stays null
   * @param mean of the values
   * @param independent n, how many values or clusters are independent of each other
   * @param lowest that a value can be
   * @param highest that a value can be
   * @return with the method's name and {@code _bounded}
   */
  public static Interval bounded(
      Interval student, double mean, long independent, double lowest, double highest) {
    if (student == null) {
      return null;
    }
    double unseen = -Math.expm1(Math.log((1 - student.level()) / 2) / independent);
    double lower = Math.min(student.lower(), mean - unseen * (mean - lowest));
    double upper = Math.max(student.upper(), mean + unseen * (highest - mean));
    return new Interval(
        Math.max(lowest, lower),
        Math.min(highest, upper),
        student.level(),
        student.method() + "_bounded");
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
