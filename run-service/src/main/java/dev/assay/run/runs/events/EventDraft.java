package dev.assay.run.runs.events;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An event before it has its number.
 *
 * @param type such as {@code run.status}
 * @param data without run_id, seq and at, which are put in front when it is written
 */
public record EventDraft(EventType type, ObjectNode data) {}
