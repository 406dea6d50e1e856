package dev.assay.cli.client;

/**
 * One Server-Sent Event.
 *
 * @param id null when the event is not stored
 * @param type such as {@code run.progress}
 * @param data the body, lines joined
 */
public record SseEvent(String id, String type, String data) {}
