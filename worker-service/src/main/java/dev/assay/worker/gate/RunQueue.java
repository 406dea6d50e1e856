package dev.assay.worker.gate;

import java.util.ArrayDeque;
import java.util.UUID;

/** The calls of one run: those that wait, in order, and how many run. */
final class RunQueue {
  final UUID run;
  final ArrayDeque<Ticket> waiting = new ArrayDeque<>();
  int concurrency;
  int active;

  RunQueue(UUID run) {
    this.run = run;
  }

  boolean idle() {
    return active == 0 && waiting.isEmpty();
  }
}
