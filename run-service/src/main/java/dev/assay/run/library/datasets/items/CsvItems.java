package dev.assay.run.library.datasets.items;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.assay.run.library.datasets.csv.CsvCells;
import dev.assay.run.library.datasets.json.JsonCell;
import dev.assay.run.library.datasets.reading.ItemFields;
import dev.assay.run.platform.csv.CsvText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Items as rows, of which each reads back as the same item: a text that a cell can hold stands in
 * the field's own column, everything else as JSON (see {@link CsvCells}). Columns that nobody needs
 * are left out, but for those of JSON that tell the file as an export.
 */
final class CsvItems implements ItemWriter {
  private final List<String> columns = new ArrayList<>();

  CsvItems(UsedFields used) {
    columns.addAll(List.of(ItemFields.ID, ItemFields.SECTION));
    addIf(used.emptySection(), ItemFields.SECTION + CsvCells.JSON);
    columns.add(ItemFields.LABEL);
    addIf(used.emptyLabel(), ItemFields.LABEL + CsvCells.JSON);
    for (String field : ItemFields.KNOWN) {
      boolean always = field.equals(ItemFields.INPUT) || field.equals(ItemFields.EXPECTED);
      if (!ItemFields.isColumn(field) && (always || used.names().contains(field))) {
        columns.add(field);
        addIf(!CsvCells.isAlwaysJson(field), field + CsvCells.JSON);
      }
    }
  }

  private void addIf(boolean needed, String column) {
    if (needed) {
      columns.add(column);
    }
  }

  @Override
  public String head() {
    return CsvText.row(columns);
  }

  @Override
  public String text(List<StoredItem> items) {
    StringBuilder text = new StringBuilder();
    items.forEach(item -> text.append(row(item)));
    return text.toString();
  }

  @Override
  public String tail() {
    return "";
  }

  private String row(StoredItem item) {
    Map<String, String> cells = new HashMap<>();
    put(ItemFields.ID, text(item.id()), cells);
    put(ItemFields.SECTION, text(item.section()), cells);
    put(ItemFields.LABEL, text(item.label()), cells);
    JsonCell.fields(item.body()).forEach((field, value) -> put(field, value, cells));
    return CsvText.row(columns.stream().map(cells::get).toList());
  }

  private static void put(String field, JsonCell value, Map<String, String> cells) {
    if (value == null) {
      return;
    }
    if (value.text() != null && CsvCells.isPlain(field, value.text())) {
      cells.put(field, value.text());
    } else {
      cells.put(CsvCells.isAlwaysJson(field) ? field : field + CsvCells.JSON, value.json());
    }
  }

  private static JsonCell text(String text) {
    return text == null
        ? null
        : new JsonCell(
            JsonToken.VALUE_STRING,
            '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"',
            text);
  }
}
