package dev.assay.run.traffic.slices.spans;

import dev.assay.run.traffic.requests.TrafficKind;
import java.time.OffsetDateTime;

/**
 * A request or execution of a trace.
 *
 * @param at when it was answered
 * @param latencyMs what it took; null when nobody said
 */
record TraceRecord(TrafficKind kind, String id, OffsetDateTime at, Long latencyMs) {
  /** By what it is found. */
  record Key(TrafficKind kind, String id) {}

  Key key() {
    return new Key(kind, id);
  }

  boolean isExecution() {
    return kind == TrafficKind.AGENT_EXECUTION;
  }

  /** When it began, as far as that is known. */
  OffsetDateTime begin() {
    return latencyMs == null ? at : at.minusNanos(latencyMs * 1_000_000);
  }
}
