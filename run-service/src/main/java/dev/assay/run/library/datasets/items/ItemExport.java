package dev.assay.run.library.datasets.items;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.csv.CsvText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The forms in which items are downloaded. */
enum ItemExport {
  /** One item per line: uploaded again it is the same version. */
  JSONL("application/x-ndjson") {
    @Override
    String head() {
      return "";
    }

    @Override
    String text(StoredItem item) {
      return item.line() + "\n";
    }
  },

  /** For a spreadsheet: strings as they are, everything else as JSON. */
  CSV("text/csv; charset=UTF-8") {
    @Override
    String head() {
      List<String> headers = new ArrayList<>(List.of("id", "section", "label"));
      headers.addAll(FIELDS);
      return CsvText.row(headers);
    }

    @Override
    String text(StoredItem item) {
      JsonNode body = parse(item.body());
      List<String> cells = new ArrayList<>();
      cells.add(item.id());
      cells.add(item.section());
      cells.add(item.label());
      FIELDS.forEach(field -> cells.add(cell(body.get(field))));
      return CsvText.row(cells);
    }
  };

  private static final List<String> FIELDS =
      List.of("input", "expected", "choices", "context", "assets", "criteria", "extra");

  private final String type;

  ItemExport(String type) {
    this.type = type;
  }

  /** What stands before the first item. */
  abstract String head();

  /** One item. */
  abstract String text(StoredItem item);

  /** Items in order. */
  String text(List<StoredItem> items) {
    StringBuilder text = new StringBuilder();
    items.forEach(item -> text.append(text(item)));
    return text.toString();
  }

  /** Headers of the download: never shown by a browser as a page of ours. */
  Map<String, List<String>> headers(String name) {
    String file = name + "." + name().toLowerCase(Locale.ROOT);
    return Map.of(
        "Content-Type", List.of(type),
        "Content-Disposition", List.of("attachment; filename=\"" + file + "\""),
        "X-Content-Type-Options", List.of("nosniff"));
  }

  private static JsonNode parse(String body) {
    try {
      return Json.mapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored item is always JSON", e);
    }
  }

  private static String cell(JsonNode value) {
    return value == null ? null : value.isTextual() ? value.textValue() : value.toString();
  }
}
