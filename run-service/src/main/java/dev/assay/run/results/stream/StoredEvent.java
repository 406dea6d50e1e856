package dev.assay.run.results.stream;

/**
 * An event of the log.
 *
 * @param cursor the number that stands as its id: the run's or the workspace's
 * @param type its name on the wire
 * @param data its JSON, byte for byte as it was written
 */
record StoredEvent(long cursor, String type, String data) {}
