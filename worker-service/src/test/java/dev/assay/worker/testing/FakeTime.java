package dev.assay.worker.testing;

import dev.assay.worker.time.Time;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.PriorityQueue;

/** Time that only goes when told to. Tasks run in order, on the caller's thread. */
public final class FakeTime implements Time {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final ArrayDeque<Runnable> soon = new ArrayDeque<>();
  private long millis;
  private long order;

  private static final class Task implements Timer, Comparable<Task> {
    private final long at;
    private final long order;
    private final Runnable task;
    private boolean cancelled;

    private Task(long at, long order, Runnable task) {
      this.at = at;
      this.order = order;
      this.task = task;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public int compareTo(Task other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(order);
    }
  }

  @Override
  public Instant now() {
    return START.plusMillis(millis);
  }

  @Override
  public long nanos() {
    return 1 + millis * 1_000_000;
  }

  @Override
  public Timer after(long afterMillis, Runnable task) {
    Task timer = new Task(millis + Math.max(1, afterMillis), order++, task);
    tasks.add(timer);
    return timer;
  }

  @Override
  public synchronized void soon(Runnable task) {
    soon.add(task);
  }

  /** Milliseconds gone by since the start. */
  public long elapsed() {
    return millis;
  }

  /** Lets so much time go by, running what becomes due. */
  public void advance(long by) {
    long until = millis + by;
    runSoon();
    while (!tasks.isEmpty() && tasks.peek().at <= until) {
      Task next = tasks.poll();
      millis = Math.max(millis, next.at);
      if (!next.cancelled) {
        next.task.run();
      }
      runSoon();
    }
    millis = until;
  }

  private void runSoon() {
    for (Runnable task = poll(); task != null; task = poll()) {
      task.run();
    }
  }

  private synchronized Runnable poll() {
    return soon.poll();
  }
}
