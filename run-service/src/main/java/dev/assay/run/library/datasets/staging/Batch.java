package dev.assay.run.library.datasets.staging;

import java.util.ArrayList;
import java.util.List;

/** Fills up to what one statement writes. */
final class Batch {
  private static final int ROWS = 1_000;
  private static final int CHARACTERS = 4 * 1024 * 1024;

  private final List<StagedItem> items = new ArrayList<>();
  private long size;

  void add(StagedItem item) {
    items.add(item);
    size += item.size();
  }

  boolean full() {
    return items.size() >= ROWS || size >= CHARACTERS;
  }

  List<StagedItem> items() {
    return items;
  }
}
