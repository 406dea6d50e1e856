package dev.assay.run.platform.db;

import java.time.Duration;

/**
 * How long to gather before the next batch is written: not at all after a silence, and the longer
 * the larger the last batch was, so that a busy queue pays for few transactions and a quiet one
 * waits for none. Not safe for use by several threads at a time.
 */
public final class Rhythm {
  /** A batch of so many waits for as many more: below it, gathering would only add latency. */
  private static final long NANOS_PER_MEMBER = 3_000_000;

  private final long longest;
  private boolean begun;
  private long begunAt;
  private int size;

  /**
   * A rhythm.
   *
   * @param longest between the beginnings of two batches
   */
  public Rhythm(Duration longest) {
    this.longest = longest.toNanos();
  }

  /** Notes that a batch of so many begins now. */
  public void begin(long nanos, int members) {
    begun = true;
    begunAt = nanos;
    size = members;
  }

  /** Milliseconds to wait before the next batch begins; 0 for none. */
  public long waitMs(long nanos) {
    if (!begun) {
      return 0;
    }
    long due = Math.min(longest, size * NANOS_PER_MEMBER) - (nanos - begunAt);
    return due <= 0 ? 0 : (due + 999_999) / 1_000_000;
  }
}
