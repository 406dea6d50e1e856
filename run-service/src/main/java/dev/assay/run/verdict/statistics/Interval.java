package dev.assay.run.verdict.statistics;

/**
 * A confidence interval.
 *
 * @param lower lower end
 * @param upper upper end, at least {@code lower}
 * @param level confidence, such as 0.95
 * @param method how it was made: {@code wilson}, {@code wilson_clustered}, {@code clopper_pearson},
 *     {@code t_bounded}, {@code t_clustered_bounded}, {@code t_paired_bounded}, {@code t_paired},
 *     {@code lang_reiczigel}; summaries of before also have {@code t} and {@code t_clustered}
 */
public record Interval(double lower, double upper, double level, String method) {
  /** The confidence that everything is reported with unless somebody asks otherwise. */
  public static final double LEVEL = 0.95;

  /** This interval cut to what a rate or a mean of scores can be. */
  public Interval withinUnit() {
    return new Interval(
        Math.min(1, Math.max(0, lower)), Math.min(1, Math.max(0, upper)), level, method);
  }
}
