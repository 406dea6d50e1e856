package dev.assay.worker.account;

import dev.assay.common.part.AccountLoad.Phase;
import dev.assay.common.status.OutcomeClass;
import java.util.concurrent.TimeUnit;

/**
 * How many calls may run at a time: doubles after each clean round until the first 429, then
 * shrinks to 0.8 with each episode of 429 and grows by 5 % with each clean round. A round is as
 * many answers as the window is wide, each to a first attempt; errors end it. It grows only when at
 * least 80 % of it was used.
 */
final class Window {
  static final int START = 20;
  private static final double SHRINK = 0.8;
  private static final double GROW = 1.05;
  private static final double USED = 0.8;
  private static final long EPISODE_NANOS = TimeUnit.SECONDS.toNanos(15);

  private double width;
  private int workers;
  private int most;
  private boolean doubling = true;
  private boolean held;
  private boolean throttledOnce;
  private long episodeEnd;
  private int clean;
  private int peak;

  Window(int workers) {
    this.workers = workers;
    this.width = Math.max(1, (START + workers - 1) / workers);
  }

  /** So many workers share the account now, and this one may grow to its part of the most. */
  void divide(int newWorkers, int newMost) {
    // What all of them use together stays as it was.
    width = Math.max(1, width * workers / newWorkers);
    workers = newWorkers;
    most = newMost;
    width = Math.min(width, Math.max(1, most));
  }

  int size() {
    return Math.min(most, (int) width);
  }

  int most() {
    return most;
  }

  /** A call starts, and so many run with it. */
  void started(int running) {
    peak = Math.max(peak, running);
  }

  /**
   * An attempt has ended.
   *
   * @param first whether it was its call's first
   * @param hintNanos how long the provider says to wait, 0 when it does not
   * @return whether an episode of 429 begins
   */
  boolean ended(OutcomeClass outcome, boolean first, long hintNanos, int running, long now) {
    return switch (outcome) {
      case OK, CONTENT_FILTER -> {
        if (first) {
          clean(running, now);
        }
        yield false;
      }
      case RATE_LIMITED -> limited(hintNanos, running, now);
      case OVERLOADED, TRANSIENT, TIMEOUT -> {
        held = true;
        begin(running);
        yield false;
      }
      case QUOTA, AUTH, INVALID, CANCELLED -> false;
    };
  }

  Phase phase(long now) {
    if (throttled(now)) {
      return Phase.THROTTLED;
    }
    if (held || size() >= most) {
      return Phase.HOLDING;
    }
    return doubling ? Phase.DOUBLING : Phase.GROWING;
  }

  private boolean throttled(long now) {
    return throttledOnce && now - episodeEnd < 0;
  }

  private void clean(int running, long now) {
    if (++clean < size()) {
      return;
    }
    boolean used = peak >= USED * size();
    held = !used;
    if (used && !throttled(now)) {
      width = Math.min(Math.max(1, most), width * (doubling ? 2 : GROW));
    }
    begin(running);
  }

  private boolean limited(long hintNanos, int running, long now) {
    boolean fresh = !throttled(now);
    doubling = false;
    begin(running);
    if (fresh) {
      throttledOnce = true;
      episodeEnd = now + Math.max(EPISODE_NANOS, hintNanos);
      width = Math.max(1, width * SHRINK);
    }
    return fresh;
  }

  private void begin(int running) {
    clean = 0;
    peak = running;
  }
}
