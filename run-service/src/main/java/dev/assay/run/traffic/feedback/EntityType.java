package dev.assay.run.traffic.feedback;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What feedback is of. */
public enum EntityType {
  /** A logged request. */
  @JsonProperty("request")
  REQUEST,
  /** A logged execution of an agent. */
  @JsonProperty("agent_execution")
  AGENT_EXECUTION,
  /** A session. */
  @JsonProperty("chat")
  CHAT,
  /** A part of a trace. */
  @JsonProperty("span")
  SPAN;

  /** As it stands on the wire and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a wire name; fails with an {@link IllegalArgumentException} for another. */
  public static EntityType of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
