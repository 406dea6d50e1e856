package dev.assay.run.library.datasets.csv;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.common.json.Json;
import dev.assay.run.library.datasets.reading.ItemFields;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What each column of a CSV file is for: a field of the item, or a key of its {@code extra}. */
final class CsvColumns {
  /** The field and the names it goes by; of several that are there the first is the field. */
  private static final Map<String, List<String>> NAMES =
      Map.of(
          ItemFields.INPUT, List.of("input", "query", "prompt"),
          ItemFields.EXPECTED, List.of("expected", "expected_response", "answer"),
          ItemFields.ID, List.of("id"),
          ItemFields.LABEL, List.of("label"),
          ItemFields.SECTION, List.of("section"));

  private final List<String> headers;
  private final Map<String, Integer> fields = new LinkedHashMap<>();
  private final List<Integer> extras = new ArrayList<>();

  CsvColumns(List<String> headers) {
    this.headers = headers.stream().map(String::strip).toList();
    List<String> lower = this.headers.stream().map(h -> h.toLowerCase(Locale.ROOT)).toList();
    NAMES.forEach(
        (field, names) ->
            names.stream()
                .filter(lower::contains)
                .findFirst()
                .ifPresent(name -> fields.put(field, lower.indexOf(name))));
    for (int i = 0; i < headers.size(); i++) {
      if (!fields.containsValue(i)) {
        extras.add(i);
      }
    }
  }

  /** What is wrong with the header line; empty when nothing. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < headers.size(); i++) {
      if (headers.get(i).isEmpty()) {
        problems.add("column " + (i + 1) + " has no name");
      } else if (!seen.add(headers.get(i).toLowerCase(Locale.ROOT))) {
        problems.add("the column " + headers.get(i) + " is there twice");
      }
    }
    if (!fields.containsKey(ItemFields.INPUT)) {
      problems.add("one column must be named input, query or prompt");
    }
    return problems;
  }

  int count() {
    return headers.size();
  }

  /** The cell of a field; null when there is no such column or, input aside, it is empty. */
  String cell(String field, List<String> row) {
    Integer at = fields.get(field);
    return at == null || row.get(at).isEmpty() ? null : row.get(at);
  }

  /** The item's body: cells are strings; an empty expected value is none. */
  String body(List<String> row) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.strict().getFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField(ItemFields.INPUT, cell(ItemFields.INPUT, row));
      String expected = cell(ItemFields.EXPECTED, row);
      if (expected != null) {
        json.writeStringField(ItemFields.EXPECTED, expected);
      }
      if (!extras.isEmpty()) {
        json.writeObjectFieldStart(ItemFields.EXTRA);
        for (int at : extras) {
          json.writeStringField(headers.get(at), row.get(at));
        }
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    return text.toString();
  }
}
