package dev.assay.worker.account;

import java.util.concurrent.TimeUnit;

/**
 * Notices that the provider answers nothing but 429, and lets one call at a time find out whether
 * it still does, so that not every unit spends its attempts on the same storm.
 */
final class Storm {
  /** Fewer in a row may be chance, or the limit of one model among several. */
  private static final int IN_A_ROW = 3;

  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long LONGEST_HINT_NANOS = TimeUnit.MINUTES.toNanos(10);

  private int inRow;
  private boolean raging;
  private int rounds;
  private long until;

  boolean raging() {
    return raging;
  }

  /** Nanoseconds until the next probe, 0 for now or when there is no storm. */
  long left(long now) {
    return raging ? Math.max(0, until - now) : 0;
  }

  /** A 429. */
  void limited(long hintNanos, long now) {
    if (raging) {
      again(hintNanos, now);
    } else if (++inRow >= IN_A_ROW) {
      raging = true;
      rounds = 1;
      until = now + pause(hintNanos);
    }
  }

  /** A failure of another kind: in a storm it is no sign that it is over. */
  void failed(long hintNanos, long now) {
    if (raging) {
      again(hintNanos, now);
    }
  }

  /** The provider has done what it was asked for. */
  void over() {
    inRow = 0;
    raging = false;
  }

  private void again(long hintNanos, long now) {
    if (now - until >= 0) {
      // The probe, not one of those that ran when the storm broke out.
      rounds++;
    }
    long end = now + pause(hintNanos);
    if (end - until > 0) {
      until = end;
    }
  }

  private long pause(long hintNanos) {
    long own = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(rounds - 1, 10));
    return Math.max(own, Math.min(hintNanos, LONGEST_HINT_NANOS));
  }
}
