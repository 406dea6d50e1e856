package dev.assay.run.verdict.statistics;

import java.util.Arrays;

/** Percentiles by linear interpolation, type 7 of Hyndman and Fan (1996), as NumPy and SQL do. */
public final class Percentiles {
  private Percentiles() {}

  /**
   * One percentile.
   *
   * @param values in any order; not changed
   * @param q 0..1
   * @return null without values
   */
  public static Double of(double[] values, double q) {
    if (values.length == 0) {
      return null;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double rank = q * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
