package dev.assay.run.verdict.totals;

import dev.assay.run.verdict.statistics.Percentiles;

/**
 * Percentiles of a time in milliseconds, by linear interpolation. Answers from the cache are left
 * out.
 */
public record Latency(double p50, double p90, double p95, double p99) {

  /** Of measured times; null without any. */
  public static Latency of(double[] times) {
    return times.length == 0
        ? null
        : new Latency(
            Percentiles.of(times, 0.5),
            Percentiles.of(times, 0.9),
            Percentiles.of(times, 0.95),
            Percentiles.of(times, 0.99));
  }

  /** Of the four percentiles in this order; null for null. */
  public static Latency of(Double[] percentiles) {
    return percentiles == null || percentiles[0] == null
        ? null
        : new Latency(percentiles[0], percentiles[1], percentiles[2], percentiles[3]);
  }
}
