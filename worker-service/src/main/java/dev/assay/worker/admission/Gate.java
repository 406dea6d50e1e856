package dev.assay.worker.admission;

import dev.assay.worker.call.Slot;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Lets calls start within their run's concurrency over all workers, its judges' apart from its
 * target's, first come first served within a run, one of each run in turn between runs. Calls that
 * the dispatcher admitted start at once. On the event loop only, but for the counts.
 */
public final class Gate {
  private final Colleagues colleagues;
  private final Map<RunQueue.Key, RunQueue> runs = new LinkedHashMap<>();
  private final ArrayDeque<RunQueue> due = new ArrayDeque<>();
  private boolean granting;
  private boolean shut;
  private volatile int waiting;
  private volatile int running;

  public Gate(Colleagues colleagues) {
    this.colleagues = colleagues;
  }

  /**
   * A slot for one call.
   *
   * @param judges whether a judge of the run is asked: those have a concurrency of their own
   * @param concurrency of the run, or of that judge, over all workers
   * @param admitted the dispatcher keeps the run within it
   */
  public Slot slot(UUID run, boolean judges, int concurrency, boolean admitted) {
    return new Ticket(this, new RunQueue.Key(run, judges), concurrency, admitted);
  }

  /** Lets nothing start but what was admitted, until opened. */
  public void shut() {
    shut = true;
  }

  /** Lets calls start again. */
  public void open() {
    shut = false;
    look();
  }

  /** Looks at all runs again, because the shares may have changed. */
  public void look() {
    due.addAll(runs.values());
    grant();
  }

  /** Running calls of targets per run. */
  public Map<UUID, Integer> active() {
    Map<UUID, Integer> active = new HashMap<>();
    runs.forEach(
        (key, queue) -> {
          if (queue.active > 0 && !key.judges()) {
            active.put(key.run(), queue.active);
          }
        });
    return active;
  }

  /** How many calls wait for a slot. Any thread. */
  public int waiting() {
    return waiting;
  }

  /** How many calls hold a slot. Any thread. */
  public int running() {
    return running;
  }

  void request(Ticket ticket, boolean again) {
    RunQueue queue = runs.computeIfAbsent(ticket.key, RunQueue::new);
    queue.concurrency = ticket.concurrency;
    if (ticket.admitted) {
      start(queue, ticket);
      return;
    }
    if (again) {
      queue.waiting.addFirst(ticket);
    } else {
      queue.waiting.addLast(ticket);
    }
    count(1, 0);
    due.add(queue);
    grant();
  }

  void withdraw(Ticket ticket) {
    RunQueue queue = runs.get(ticket.key);
    if (queue != null && !ticket.held && queue.waiting.remove(ticket)) {
      count(-1, 0);
      forgetIfIdle(queue);
    }
  }

  void release(Ticket ticket) {
    if (!ticket.held) {
      return;
    }
    ticket.held = false;
    RunQueue queue = runs.get(ticket.key);
    queue.active--;
    count(0, -1);
    due.add(queue);
    grant();
    forgetIfIdle(queue);
  }

  /** One of each run in turn. What is granted may end at once and come back here: no recursion. */
  private void grant() {
    if (granting) {
      return;
    }
    granting = true;
    try {
      for (RunQueue queue = due.poll(); queue != null; queue = due.poll()) {
        if (!shut && !queue.waiting.isEmpty() && queue.active < limit(queue)) {
          Ticket next = queue.waiting.poll();
          count(-1, 0);
          due.addLast(queue);
          start(queue, next);
        }
      }
    } finally {
      granting = false;
    }
  }

  private void start(RunQueue queue, Ticket ticket) {
    ticket.held = true;
    queue.active++;
    count(0, 1);
    ticket.granted.run();
  }

  private int limit(RunQueue queue) {
    int rank = colleagues.rank();
    int workers = colleagues.workers();
    if (queue.key.judges()) {
      // Workers tell each other of targets only.
      return Shares.share(queue.concurrency, rank, workers);
    }
    return Shares.limit(queue.concurrency, rank, workers, colleagues.othersActive(queue.key.run()));
  }

  private void forgetIfIdle(RunQueue queue) {
    if (queue.idle()) {
      runs.remove(queue.key, queue);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Written on the event loop only.
  private void count(int moreWaiting, int moreRunning) {
    waiting += moreWaiting;
    running += moreRunning;
  }
}
