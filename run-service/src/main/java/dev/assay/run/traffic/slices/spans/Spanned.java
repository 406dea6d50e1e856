package dev.assay.run.traffic.slices.spans;

import dev.assay.run.traffic.requests.TrafficKind;

/** A record whose spans are looked for. */
public interface Spanned {
  /** Request or execution. */
  TrafficKind kind();

  /** The caller's own id of it. */
  String id();

  /** The trace that it belongs to; null for none. */
  String traceId();
}
