package dev.assay.worker.account;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Counts over the last 60 s, in steps of a second. */
final class LastMinute {
  private static final int SECONDS = 60;

  private final int[] starts = new int[SECONDS];
  private final long[] tokens = new long[SECONDS];
  private long second = Long.MIN_VALUE;

  void start(long now) {
    starts[at(now)]++;
  }

  /** Not begun after all. */
  void unstart(long now) {
    int i = at(now);
    starts[i] = Math.max(0, starts[i] - 1);
  }

  /** Adds tokens, or takes back what was estimated too high. */
  void tokens(long count, long now) {
    tokens[at(now)] += count;
  }

  int starts(long now) {
    at(now);
    return Arrays.stream(starts).sum();
  }

  long tokens(long now) {
    at(now);
    return Math.max(0, Arrays.stream(tokens).sum());
  }

  private int at(long now) {
    long current = TimeUnit.NANOSECONDS.toSeconds(now);
    if (current != second) {
      long from =
          second == Long.MIN_VALUE ? current - SECONDS : Math.max(second, current - SECONDS);
      for (long s = from + 1; s <= current; s++) {
        int i = (int) Math.floorMod(s, (long) SECONDS);
        starts[i] = 0;
        tokens[i] = 0;
      }
      second = current;
    }
    return (int) Math.floorMod(current, (long) SECONDS);
  }
}
