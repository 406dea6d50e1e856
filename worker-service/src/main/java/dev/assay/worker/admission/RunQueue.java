package dev.assay.worker.admission;

import java.util.ArrayDeque;
import java.util.UUID;

/**
 * The calls of one run, those of its target or those of its judges: the ones that wait, in order,
 * and how many run.
 */
final class RunQueue {
  final Key key;
  final ArrayDeque<Ticket> waiting = new ArrayDeque<>();
  int concurrency;
  int active;

  /** Judges have a concurrency of their own beside the target's. */
  record Key(UUID run, boolean judges) {}

  RunQueue(Key key) {
    this.key = key;
  }

  boolean idle() {
    return active == 0 && waiting.isEmpty();
  }
}
