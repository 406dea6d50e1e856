package dev.assay.run.library.datasets.reading;

/**
 * An item as it was given.
 *
 * @param id null when absent
 * @param section null when absent
 * @param label null when absent
 * @param body JSON object of every other key that was given, in the order given
 */
public record ParsedItem(String id, String section, String label, String body) {}
