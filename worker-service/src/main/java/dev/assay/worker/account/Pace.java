package dev.assay.worker.account;

import java.util.concurrent.TimeUnit;

/**
 * Keeps to an amount a minute by spacing (the generic cell rate algorithm): what is taken makes the
 * next wait for as long as it takes to grow again. Nothing is saved up beyond a quarter of a
 * second, so that no window of 60 s holds more than a minute's amount, wherever it begins.
 */
final class Pace {
  // 60 s worth are spread over 61.5 s: k + 1 starts span at least that less the slack, which leaves
  // more than a second for what happens to requests on their way.
  private static final double MINUTE_NANOS = 61.5e9;
  private static final long SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** From so many on, one more or less at the seam of two rates is within the reserve above. */
  private static final double SMALL_NANOS = MINUTE_NANOS / 40;

  private boolean limited;
  private double nanosEach;
  private long free;
  private double later;
  private long laterAt;

  /**
   * Empty at first: the next becomes free a full step after this time, because nobody knows what
   * was used before.
   */
  Pace(long bornNanos) {
    this.free = bornNanos;
  }

  /**
   * Sets the amount a minute. More of a small amount counts only when what others did with it lies
   * more than a minute back.
   *
   * @param perMinute null for no limit; 0 lets nothing pass
   */
  void set(Long perMinute, long now) {
    if (perMinute == null) {
      limited = false;
      return;
    }
    double each = perMinute == 0 ? Double.POSITIVE_INFINITY : MINUTE_NANOS / perMinute;
    later = 0;
    if (limited && each == nanosEach) {
      return;
    }
    if (limited && each < nanosEach && each > SMALL_NANOS) {
      later = each;
      laterAt = now + (long) MINUTE_NANOS;
      return;
    }
    change(each, now);
  }

  private void change(double each, long now) {
    if (!limited || Double.isInfinite(nanosEach)) {
      free += (long) Math.min(each, MINUTE_NANOS);
    } else if (free > now && !Double.isInfinite(each)) {
      // What is owed is owed in amounts, not in time.
      free = now + (long) ((free - now) / nanosEach * each);
    }
    limited = true;
    nanosEach = each;
  }

  boolean limited() {
    return limited;
  }

  /** Whether nothing will ever pass as things stand. */
  boolean none() {
    return limited && Double.isInfinite(nanosEach);
  }

  /** Nanoseconds until the next may be taken, 0 for now. */
  long left(long now) {
    if (!limited) {
      return 0;
    }
    if (later > 0 && now - laterAt >= 0) {
      change(later, now);
      later = 0;
    }
    return none() ? Long.MAX_VALUE : Math.max(0, free - SLACK_NANOS - now);
  }

  void take(double amount, long now) {
    if (limited && !none()) {
      free = Math.max(now, free) + (long) (amount * nanosEach);
    }
  }

  /**
   * Corrects what was taken: less than nothing gives back. However much more it was, what is owed
   * is at most two minutes' worth: a count that makes no sense must not close the account for days.
   */
  void correct(double amount, long now) {
    if (limited && !none()) {
      double later = free + amount * nanosEach;
      long most = Math.max(free, now + (long) (2 * MINUTE_NANOS));
      free = amount > 0 ? (long) Math.min(most, later) : (long) later;
    }
  }

  /** Nanoseconds that so many more take. */
  long span(int count) {
    return limited && !none() ? (long) (count * nanosEach) : 0;
  }
}
