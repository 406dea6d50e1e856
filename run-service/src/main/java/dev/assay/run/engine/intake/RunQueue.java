package dev.assay.run.engine.intake;

import dev.assay.run.platform.db.Rhythm;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What waits to be written for one run, in the order it came. One batch of a run is written at a
 * time: two would only wait for each other at its row. Guarded by the lock of its {@link
 * BatchIntake}.
 */
final class RunQueue<T> {
  private static final int MOST_DOUBLINGS = 10;

  private final Deque<Taken<T>> waiting = new ArrayDeque<>();
  private final Rhythm rhythm;
  private long taken;
  private int units;
  private int failures;
  private State state = State.IDLE;

  private enum State {
    IDLE,
    LINGERING,
    WRITING,
    RESTING
  }

  RunQueue(Duration linger) {
    this.rhythm = new Rhythm(linger);
  }

  void add(Taken<T> message) {
    waiting.add(message);
    units += message.units();
    taken++;
  }

  /** How many messages have come so far. */
  long taken() {
    return taken;
  }

  boolean idle() {
    return state == State.IDLE;
  }

  boolean lingering() {
    return state == State.LINGERING;
  }

  boolean empty() {
    return waiting.isEmpty();
  }

  /** Whether nothing is known here that the next message would need. */
  boolean forgettable(long nanos) {
    return state == State.IDLE && waiting.isEmpty() && rhythm.waitMs(nanos) == 0;
  }

  boolean full(int most) {
    return units >= most;
  }

  /** Milliseconds to go on gathering; 0 for none. */
  long waitMs(long nanos) {
    return rhythm.waitMs(nanos);
  }

  void linger() {
    state = State.LINGERING;
  }

  void rest() {
    state = State.RESTING;
  }

  void wake() {
    state = State.IDLE;
  }

  /** Takes out the next batch, at least one message, and marks the run as being written. */
  List<Taken<T>> begin(int mostUnits, long mostBytes, long nanos) {
    List<Taken<T>> batch = new ArrayList<>();
    int sum = 0;
    long bytes = 0;
    while (!waiting.isEmpty()) {
      Taken<T> next = waiting.peek();
      sum += next.units();
      bytes += next.bytes();
      if (!batch.isEmpty() && (sum > mostUnits || bytes > mostBytes)) {
        break;
      }
      batch.add(waiting.poll());
      units -= next.units();
    }
    rhythm.begin(nanos, batch.size());
    state = State.WRITING;
    return batch;
  }

  /** A batch was written. */
  void done() {
    failures = 0;
    state = State.IDLE;
  }

  /**
   * A batch was not written: it comes first again.
   *
   * @return how many times in a row that happened
   */
  int failed(List<Taken<T>> batch) {
    for (int i = batch.size() - 1; i >= 0; i--) {
      waiting.addFirst(batch.get(i));
      units += batch.get(i).units();
    }
    return ++failures;
  }

  /** How long to leave it alone after so many failures in a row. */
  static Duration pause(Duration first, Duration longest, int failures) {
    long ms = first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    return Duration.ofMillis(Math.min(ms, longest.toMillis()));
  }

  /** Takes everything out. */
  List<Taken<T>> drain() {
    List<Taken<T>> all = new ArrayList<>(waiting);
    waiting.clear();
    units = 0;
    return all;
  }
}
