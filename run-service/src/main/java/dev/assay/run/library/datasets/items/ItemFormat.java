package dev.assay.run.library.datasets.items;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The forms in which items are downloaded; uploaded again, each gives the same items. */
enum ItemFormat {
  /** One item per line: uploaded again it is the same version. */
  JSONL("application/x-ndjson"),
  /** One array of items. */
  JSON("application/json"),
  /** For a spreadsheet. */
  CSV("text/csv; charset=UTF-8");

  private final String type;

  ItemFormat(String type) {
    this.type = type;
  }

  /** Headers of the download: never shown by a browser as a page of ours. */
  Map<String, List<String>> headers(String name) {
    String file = name + "." + name().toLowerCase(Locale.ROOT);
    return Map.of(
        "Content-Type", List.of(type),
        "Content-Disposition", List.of("attachment; filename=\"" + file + "\""),
        "X-Content-Type-Options", List.of("nosniff"));
  }
}
