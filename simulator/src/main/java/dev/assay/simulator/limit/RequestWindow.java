package dev.assay.simulator.limit;

/** The last starts of an account, exactly: never more than the limit in any 60 s. */
final class RequestWindow {
  static final long MS = 60_000;

  private final int limit;
  private long[] starts = new long[16];
  private int first;
  private int size;

  RequestWindow(int limit) {
    this.limit = limit;
  }

  int limit() {
    return limit;
  }

  int left(long now) {
    forget(now);
    return limit - size;
  }

  /** Until one more may start. */
  long waitMs(long now) {
    forget(now);
    return size < limit ? 0 : starts[first] + MS - now;
  }

  /** Until nothing is in the window. */
  long resetMs(long now) {
    forget(now);
    return size == 0 ? 0 : starts[(first + size - 1) % starts.length] + MS - now;
  }

  void add(long now) {
    if (size == starts.length) {
      long[] wider = new long[Math.min(limit, size * 2)];
      for (int i = 0; i < size; i++) {
        wider[i] = starts[(first + i) % size];
      }
      starts = wider;
      first = 0;
    }
    starts[(first + size++) % starts.length] = now;
  }

  private void forget(long now) {
    while (size > 0 && starts[first] <= now - MS) {
      first = (first + 1) % starts.length;
      size--;
    }
  }
}
