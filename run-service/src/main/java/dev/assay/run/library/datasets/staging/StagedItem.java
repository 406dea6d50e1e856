package dev.assay.run.library.datasets.staging;

/**
 * An item ready to be stored.
 *
 * @param position from 1
 * @param id unique in the version
 * @param section null when absent
 * @param label null when absent
 * @param body JSON object of every other key that was given
 */
public record StagedItem(int position, String id, String section, String label, String body) {
  /** Roughly what it takes in memory, characters. */
  int size() {
    return body.length() + id.length();
  }
}
