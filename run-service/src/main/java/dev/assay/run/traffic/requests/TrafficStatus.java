package dev.assay.run.traffic.requests;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How far production came with an answer. */
public enum TrafficStatus {
  /** There is an answer. */
  @JsonProperty("completed")
  COMPLETED,
  /** There is none, and none will come. */
  @JsonProperty("failed")
  FAILED,
  /** None yet: a later report of the same id may complete it. */
  @JsonProperty("incomplete")
  INCOMPLETE;

  /** As it stands on the wire and in the database. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a wire name; fails with an {@link IllegalArgumentException} for another. */
  public static TrafficStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
