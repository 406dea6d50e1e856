package dev.assay.run.library.datasets.csv;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.common.json.Json;
import dev.assay.run.library.datasets.json.JsonCell;
import dev.assay.run.library.datasets.reading.BadBytes;
import dev.assay.run.library.datasets.reading.ItemFields;
import dev.assay.run.library.datasets.reading.ParsedItem;
import dev.assay.run.platform.csv.CellText;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes items of rows. */
final class CsvItem {
  private final CsvColumns columns;
  private final Charset charset;

  CsvItem(CsvColumns columns, Charset charset) {
    this.columns = columns;
    this.charset = charset;
  }

  /** A row that is no item. */
  static final class BadItemException extends Exception {
    private static final long serialVersionUID = 1L;

    BadItemException(String reason) {
      super(reason);
    }
  }

  /**
   * The item of a row.
   *
   * @throws BadItemException with the reason as a part of a sentence
   */
  ParsedItem of(List<String> written) throws BadItemException, IOException {
    if (written.size() != columns.count()) {
      throw new BadItemException(
          "has " + written.size() + " cells where the header has " + columns.count() + " columns");
    }
    checkTexts(written);
    List<String> row =
        columns.exported() ? written.stream().map(CellText::unguarded).toList() : written;
    Map<String, JsonCell> values = new LinkedHashMap<>();
    for (String field : ItemFields.KNOWN) {
      JsonCell value = value(field, row);
      String wrong = value == null ? null : ItemFields.wrong(field, value.kind());
      if (wrong != null) {
        throw new BadItemException(wrong);
      }
      values.put(field, value);
    }
    if (values.get(ItemFields.INPUT) == null) {
      throw new BadItemException("input is required");
    }
    return new ParsedItem(
        own(values, ItemFields.ID),
        own(values, ItemFields.SECTION),
        own(values, ItemFields.LABEL),
        body(values, row));
  }

  private void checkTexts(List<String> row) throws BadItemException {
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      int broken = BadBytes.in(cell);
      if (broken >= 0) {
        throw new BadItemException(
            "the column " + columns.name(i) + " is " + BadBytes.reason(cell, broken, charset));
      }
    }
  }

  /** What a field holds; null for nothing. */
  private JsonCell value(String field, List<String> row) throws BadItemException {
    String plain = columns.cell(field, row);
    String json = columns.cell(field + CsvCells.JSON, row);
    if (plain != null && json != null) {
      throw new BadItemException(field + " and " + field + CsvCells.JSON + " are both given");
    }
    if (json != null) {
      return json(field + CsvCells.JSON, json);
    }
    if (plain == null) {
      return null;
    }
    if (CsvCells.isAlwaysJson(field)) {
      return json(field, plain);
    }
    if (CsvCells.isPlain(field, plain)) {
      return text(field, plain);
    }
    if (field.equals(ItemFields.INPUT)) {
      throw new BadItemException("input is blank");
    }
    return listOrText(field, plain);
  }

  private static JsonCell json(String column, String cell) throws BadItemException {
    try {
      return JsonCell.read(cell);
    } catch (JsonCell.BadCellException e) {
      throw new BadItemException("the column " + column + " is " + e.getMessage());
    }
  }

  private static JsonCell text(String field, String cell) throws BadItemException {
    if (cell.length() > Json.MAX_STRING) {
      throw new BadItemException(field + " is longer than " + Json.MAX_STRING + " characters");
    }
    return new JsonCell(JsonToken.VALUE_STRING, null, cell);
  }

  /** Passages of a context may be a list; one that only begins with a bracket is a text. */
  private static JsonCell listOrText(String field, String cell) throws BadItemException {
    try {
      return JsonCell.read(cell);
    } catch (JsonCell.BadCellException e) {
      return text(field, cell);
    }
  }

  private static String own(Map<String, JsonCell> values, String field) throws BadItemException {
    JsonCell value = values.get(field);
    if (value == null || value.kind() == JsonToken.VALUE_NULL) {
      return null;
    }
    String text = value.text() == null ? value.json() : value.text();
    String wrong = ItemFields.wrongText(field, text);
    if (wrong != null) {
      throw new BadItemException(wrong);
    }
    return text;
  }

  private String body(Map<String, JsonCell> values, List<String> row)
      throws BadItemException, IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.strict().getFactory().createGenerator(text)) {
      json.writeStartObject();
      for (String field : ItemFields.KNOWN) {
        JsonCell value = values.get(field);
        if (field.equals(ItemFields.EXTRA) && !columns.extras().isEmpty()) {
          extra(value, row, json);
        } else if (value != null && !ItemFields.isColumn(field)) {
          write(field, value, json);
        }
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  /** What the column {@code extra} holds, and every column that is no field. */
  private void extra(JsonCell given, List<String> row, JsonGenerator json)
      throws BadItemException, IOException {
    Map<String, JsonCell> extra = new LinkedHashMap<>();
    if (given != null && given.kind() == JsonToken.START_OBJECT) {
      extra.putAll(JsonCell.fields(given.json()));
    }
    for (int at : columns.extras()) {
      if (extra.put(columns.name(at), text(columns.name(at), row.get(at))) != null) {
        throw new BadItemException(columns.name(at) + " is a column and a key of extra too");
      }
    }
    json.writeObjectFieldStart(ItemFields.EXTRA);
    for (Map.Entry<String, JsonCell> entry : extra.entrySet()) {
      write(entry.getKey(), entry.getValue(), json);
    }
    json.writeEndObject();
  }

  private static void write(String name, JsonCell value, JsonGenerator json) throws IOException {
    json.writeFieldName(name);
    if (value.json() == null) {
      json.writeString(value.text());
    } else {
      json.writeRawValue(value.json());
    }
  }
}
