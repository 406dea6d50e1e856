package dev.assay.run.traffic.otlp.spans;

/** A span by its two ids. */
public record SpanKey(String traceId, String spanId) {}
