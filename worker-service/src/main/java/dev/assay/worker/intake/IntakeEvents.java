package dev.assay.worker.intake;

/** What the intake tells metrics. */
public interface IntakeEvents {
  /** The broker has accepted a reply. */
  void replied();

  /** A unit was delivered that is held or was answered already; the provider is not asked again. */
  void duplicate();

  /** A message could not be read and went to the dead letters. */
  void unreadable();

  /** A reply could not be sent for so long that it was dropped. */
  void replyDropped();
}
