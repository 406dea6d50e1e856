package dev.assay.run.engine.intake;

import dev.assay.run.platform.db.Rhythm;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
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
  private int counted;
  private long countedBytes;
  private int failures;
  private boolean begun;
  private long begunNanos;
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
    taken++;
    count(message, 1);
  }

  private void count(Taken<T> message, int sign) {
    units += sign * message.units();
    if (!message.aside()) {
      counted += sign;
      countedBytes += (long) sign * message.bytes();
    }
  }

  /** Whether it was begun to write that long ago, and nothing was written since. */
  boolean stuck(long nanos, Duration since) {
    return begun && nanos - begunNanos >= since.toNanos();
  }

  /** It is not the run's doing that nothing was written. */
  void excuse() {
    begun = false;
  }

  /**
   * What waits beyond a share of the credit; it does not count against that any more.
   *
   * @param most messages that may go on counting
   * @param mostBytes of them together
   */
  List<Taken<T>> surplus(int most, long mostBytes) {
    List<Taken<T>> surplus = new ArrayList<>();
    Iterator<Taken<T>> last = waiting.descendingIterator();
    while (last.hasNext() && (counted > most || countedBytes > mostBytes)) {
      Taken<T> next = last.next();
      if (!next.aside()) {
        counted--;
        countedBytes -= next.bytes();
        next.mark();
        surplus.add(next);
      }
    }
    return surplus;
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

  boolean writing() {
    return state == State.WRITING;
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
      count(next, -1);
    }
    if (!begun) {
      begun = true;
      begunNanos = nanos;
    }
    rhythm.begin(nanos, batch.size());
    state = State.WRITING;
    return batch;
  }

  /** A batch was written. */
  void done() {
    failures = 0;
    begun = false;
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
      count(batch.get(i), 1);
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
    counted = 0;
    countedBytes = 0;
    return all;
  }
}
