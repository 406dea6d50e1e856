package dev.assay.benchmarks.report;

import java.util.Arrays;
import java.util.List;

/** Times of the same thing, in milliseconds. */
public final class Times {
  private final double[] sorted;

  /** At least one. */
  public Times(List<Double> millis) {
    sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("there is no time to tell anything of");
    }
  }

  /** How many. */
  public int count() {
    return sorted.length;
  }

  /** The smallest that at least this share of them does not exceed; 1 for the largest. */
  public double at(double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  /** The smallest. */
  public double min() {
    return sorted[0];
  }

  /** The largest. */
  public double max() {
    return at(1);
  }

  /** The arithmetic mean. */
  public double mean() {
    return Arrays.stream(sorted).average().orElseThrow();
  }
}
