package dev.assay.run.library.datasets.items;

import java.util.List;

/** Writes the items of one download, in order. */
interface ItemWriter {
  /** What stands before the first item. */
  String head();

  /** The next items. */
  String text(List<StoredItem> items);

  /** What stands behind the last item. */
  String tail();

  /** For a format. */
  static ItemWriter of(ItemFormat format, UsedFields used) {
    return switch (format) {
      case JSONL -> new JsonItems("", "", "\n", "");
      case JSON -> new JsonItems("[\n", ",\n", "", "\n]\n");
      case CSV -> new CsvItems(used);
    };
  }
}
