package dev.assay.run.traffic.requests;

import java.util.Locale;

/** What production did: one call of a model, or one execution of an agent. */
public enum TrafficKind {
  /** A request to a model. */
  REQUEST,
  /** An execution of an agent, of which requests may be a part. */
  AGENT_EXECUTION;

  /** As it stands on the wire and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a wire name; fails with an {@link IllegalArgumentException} for another. */
  public static TrafficKind of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
