package dev.assay.worker.time;

import java.time.Instant;

/**
 * The clock and the timers of one event loop, so that tests can turn time by hand. Everything but
 * {@link #soon} is called on that event loop only, and every task runs on it.
 */
public interface Time {
  /** A timer that can be called off. */
  interface Timer {
    /** Calls it off; nothing happens when it has run already. */
    void cancel();
  }

  /** The wall clock, UTC. For what people read and what crosses the wire. */
  Instant now();

  /** A clock that only goes forward, in nanoseconds. For durations. */
  long nanos();

  /** Runs a task once, after at least so many milliseconds. */
  Timer after(long millis, Runnable task);

  /** Runs a task on the event loop, after what it does now. May be called from any thread. */
  void soon(Runnable task);
}
