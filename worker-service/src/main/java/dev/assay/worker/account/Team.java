package dev.assay.worker.account;

/** What the share of this worker follows from. */
public interface Team {
  /** How many workers are alive, this one included; at least 1. */
  int workers();

  /** Place of this one among their sorted ids, 0-based. */
  int rank();

  /**
   * Whether the others know of this worker and have made room for it: only then may it use what it
   * shares with them. False after its start and after a time of silence.
   */
  boolean sure();
}
