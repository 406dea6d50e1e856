package dev.assay.worker.intake;

import dev.assay.worker.time.Time;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Brings tasks from other threads to the event loop; many travel in one hop. */
public final class Mailbox {
  private final Time time;
  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  /** To this event loop. */
  public Mailbox(Time time) {
    this.time = time;
  }

  /** Runs a task on the event loop, in order. Any thread. */
  public void post(Runnable task) {
    tasks.add(task);
    if (scheduled.compareAndSet(false, true)) {
      time.soon(this::drain);
    }
  }

  private void drain() {
    scheduled.set(false);
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
