package dev.assay.run.traffic.slices.spans;

import java.time.OffsetDateTime;

/**
 * A span without its content.
 *
 * @param parentId the span above, which may not be there; null for none
 * @param at when it began
 * @param kind as it stands in the database
 * @param tool that ran in it; null for a span of another kind
 * @param mayBeExecution whether an execution may stand for it
 * @param bytes of its text as stored
 */
record SpanLine(
    String spanId,
    String parentId,
    OffsetDateTime at,
    OffsetDateTime endedAt,
    String kind,
    String name,
    String tool,
    boolean failed,
    boolean mayBeExecution,
    int bytes) {}
