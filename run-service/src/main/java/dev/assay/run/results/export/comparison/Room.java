package dev.assay.run.results.export.comparison;

import dev.assay.run.results.export.markup.Passages;

/** What items that changed sides may take on one page, all pairs of it together. */
final class Room {
  /** Most bytes; the item that goes beyond them is the last. */
  static final int BYTES = 4 * 1024 * 1024;

  private static final int LEAST = 5;

  private final int each;
  private int left = BYTES;

  /**
   * @param pairs that share it
   */
  Room(int pairs) {
    this.each = Math.max(2 * LEAST, Passages.ITEMS / Math.max(1, pairs));
  }

  /** Most items of one pair. */
  int each() {
    return each;
  }

  /**
   * Most items of one direction of a pair: half of them, and what the other direction leaves.
   *
   * @param other how many items the other direction has
   */
  int of(int other) {
    return Math.max(each / 2, each - other);
  }

  /** Whether another item may come. */
  boolean any() {
    return left > 0;
  }

  /** One item has taken so many bytes. */
  void take(int bytes) {
    left -= bytes;
  }
}
