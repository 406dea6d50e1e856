package dev.assay.run.library.datasets.csv;

import dev.assay.run.library.datasets.reading.Blank;
import dev.assay.run.library.datasets.reading.ItemFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What each column of a CSV file is for: a field of the item, or a key of its {@code extra}. */
final class CsvColumns {
  /** Other names of fields; of several that are there the first is the field. */
  private static final Map<String, List<String>> NAMES =
      Map.of(
          ItemFields.INPUT, List.of("input", "query", "prompt"),
          ItemFields.EXPECTED, List.of("expected", "expected_response", "answer"));

  private static final int NAMED = 50;

  private final List<String> headers;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Integer> fields = new LinkedHashMap<>();
  private final List<Integer> extras = new ArrayList<>();
  private boolean exported;

  /**
   * Of a header line.
   *
   * @param map what columns are for that are not called so: a field, by the column's name
   */
  CsvColumns(List<String> headers, Map<String, String> map) {
    this.headers = headers.stream().map(Blank::trimmed).toList();
    List<String> lower = this.headers.stream().map(h -> h.toLowerCase(Locale.ROOT)).toList();
    map.forEach(
        (column, field) -> mapped(lower.indexOf(column.toLowerCase(Locale.ROOT)), column, field));
    for (String field : ItemFields.KNOWN) {
      NAMES.getOrDefault(field, List.of(field)).stream()
          .filter(lower::contains)
          .findFirst()
          .ifPresent(name -> fields.putIfAbsent(field, lower.indexOf(name)));
      int json = lower.indexOf(field + CsvCells.JSON);
      if (json >= 0) {
        fields.put(field + CsvCells.JSON, json);
        exported = true;
      }
    }
    for (int i = 0; i < headers.size(); i++) {
      if (!fields.containsValue(i)) {
        extras.add(i);
      }
    }
    check();
  }

  private void mapped(int at, String column, String field) {
    if (at < 0) {
      problems.add("there is no column " + column + " to map; " + columns());
    } else if (!ItemFields.KNOWN.contains(field)) {
      problems.add(
          "the column "
              + column
              + " is mapped to "
              + field
              + ", which is no field of an item; those are "
              + String.join(", ", ItemFields.KNOWN));
    } else if (fields.putIfAbsent(field, at) != null) {
      problems.add("two columns are mapped to " + field);
    }
  }

  private void check() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < headers.size(); i++) {
      if (headers.get(i).isEmpty()) {
        problems.add("column " + (i + 1) + " has no name");
      } else if (!seen.add(headers.get(i).toLowerCase(Locale.ROOT))) {
        problems.add("the column " + headers.get(i) + " is there twice");
      }
    }
    if (!hasInput()) {
      problems.add(
          "no column is named input, query or prompt; "
              + columns()
              + "; say which one is asked: map="
              + (headers.get(0).isEmpty() ? "COLUMN" : headers.get(0))
              + "="
              + ItemFields.INPUT);
    }
  }

  private String columns() {
    List<String> named = headers.subList(0, Math.min(NAMED, headers.size()));
    return "the columns are: "
        + String.join(", ", named)
        + (named.size() < headers.size() ? ", …" : "");
  }

  /** What is wrong with the header line; empty when nothing. */
  List<String> problems() {
    return problems;
  }

  /** Whether one of the columns is what is asked. */
  boolean hasInput() {
    return fields.containsKey(ItemFields.INPUT)
        || fields.containsKey(ItemFields.INPUT + CsvCells.JSON);
  }

  /** Whether the file was exported from here, with guards before what looks like a formula. */
  boolean exported() {
    return exported;
  }

  int count() {
    return headers.size();
  }

  String name(int at) {
    return headers.get(at);
  }

  /** Columns that are no field. */
  List<Integer> extras() {
    return extras;
  }

  /** The cell of a column; null when there is no such column or the cell is empty. */
  String cell(String column, List<String> row) {
    Integer at = fields.get(column);
    return at == null || row.get(at).isEmpty() ? null : row.get(at);
  }
}
