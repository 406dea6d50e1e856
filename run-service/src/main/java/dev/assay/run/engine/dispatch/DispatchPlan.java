package dev.assay.run.engine.dispatch;

/** How many units of a run may be in flight. A pure function. */
final class DispatchPlan {
  // Beyond the concurrency and this many, more waiting units fill no slot faster.
  private static final int MOST_AHEAD = 128;

  private DispatchPlan() {}

  /**
   * How many units of a run may be in flight.
   *
   * <p>When the run's concurrency reaches over all workers, they share it among themselves and some
   * more units wait with them, so that a free slot is filled without asking us: as many as the run
   * answers in a moment, so that slow calls do not wait in a worker for long. As long as nothing
   * was answered nobody knows how long that is: then as many wait as run, so that the second wave
   * of calls does not wait until the answers of the first are written down. When there are more
   * workers than slots, exactly its concurrency is in flight, and every call may start at once.
   *
   * @param ratePerSecond answers a second so far, 0 when there are none yet
   */
  static int window(int concurrency, int workers, double ratePerSecond, DispatchConfig config) {
    if (!shared(concurrency, workers)) {
      return concurrency;
    }
    if (ratePerSecond == 0) {
      return concurrency + Math.max(config.minAhead(), Math.min(concurrency, MOST_AHEAD));
    }
    double soon = ratePerSecond * config.ahead().toMillis() / 1000.0;
    int most = concurrency + MOST_AHEAD;
    return concurrency + (int) Math.max(config.minAhead(), Math.min(most, soon));
  }

  /** Whether workers share the run's concurrency among themselves. */
  static boolean shared(int concurrency, int workers) {
    return concurrency >= workers;
  }
}
