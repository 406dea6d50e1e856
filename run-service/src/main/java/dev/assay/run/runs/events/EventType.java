package dev.assay.run.runs.events;

/** The kinds of events a subscriber may get. */
public enum EventType {
  /** The whole run as it stands; first on a subscription without Last-Event-ID. Not stored. */
  RUN_SNAPSHOT("run.snapshot", false),
  /** A transition, with from, to and reason. */
  RUN_STATUS("run.status", true),
  /** Counts, rate and time left; at most 10 a second. */
  RUN_PROGRESS("run.progress", true),
  /** A batch of units that settled. */
  ITEMS_SETTLED("items.settled", true),
  /** An attempt failed; says the wait until the next. */
  ITEM_ATTEMPT_FAILED("item.attempt_failed", true),
  /** A call started, or the text so far. Not stored, may be lost. */
  ITEM_ACTIVITY("item.activity", false),
  /** Warnings, throttling, worker lost and recovered. */
  RUN_LOG("run.log", true),
  /** The history asked for is gone: read the run again. */
  RESYNC("resync", false),
  /** The stream cannot go on. */
  ERROR("error", false);

  private final String wire;
  private final boolean stored;

  EventType(String wire, boolean stored) {
    this.wire = wire;
    this.stored = stored;
  }

  /** The name on the wire. */
  public String wire() {
    return wire;
  }

  /** Whether it stands in the log and has an id. */
  public boolean stored() {
    return stored;
  }
}
