package dev.assay.worker.call;

/** A call's place among those of its run that may run at the same time. On the event loop only. */
public interface Slot {
  /**
   * Asks for a place.
   *
   * @param again the call had one before and goes ahead of those that had not
   * @param granted run once when there is one, maybe at once
   */
  void request(boolean again, Runnable granted);

  /** Wants none any more. Harmless when nothing was asked for. */
  void withdraw();

  /** Gives the place back. Harmless when there is none. */
  void release();
}
