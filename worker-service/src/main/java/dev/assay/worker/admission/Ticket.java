package dev.assay.worker.admission;

import dev.assay.worker.call.Slot;

/** One call's slot. */
final class Ticket implements Slot {
  private final Gate gate;
  final RunQueue.Key key;
  final int concurrency;
  final boolean admitted;
  Runnable granted;
  boolean held;

  Ticket(Gate gate, RunQueue.Key key, int concurrency, boolean admitted) {
    this.gate = gate;
    this.key = key;
    this.concurrency = Math.max(1, concurrency);
    this.admitted = admitted;
  }

  @Override
  public void request(boolean again, Runnable whenGranted) {
    granted = whenGranted;
    gate.request(this, again);
  }

  @Override
  public void withdraw() {
    gate.withdraw(this);
  }

  @Override
  public void release() {
    gate.release(this);
  }
}
