package dev.assay.run.verdict.summary;

import dev.assay.run.verdict.statistics.Interval;

/**
 * A number with what is known about it.
 *
 * @param value null when it does not exist
 * @param interval how far chance alone may have moved it, null when that cannot be said
 * @param bounds how far the unmeasured units could move it, null when there are no units
 */
public record Estimate(Double value, Interval interval, Bounds bounds) {
  /** Of a number that does not exist. */
  public static final Estimate NONE = new Estimate(null, null, null);
}
