package dev.assay.run.library.datasets.csv;

import dev.assay.common.json.Json;
import dev.assay.run.library.datasets.reading.BadLines;
import dev.assay.run.library.datasets.reading.ItemFields;
import dev.assay.run.library.datasets.reading.ItemReader;
import dev.assay.run.library.datasets.reading.ItemSink;
import dev.assay.run.library.datasets.reading.ParsedItem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CSV with a header line, UTF-8. A row that cannot be read does not stop the others. */
public final class CsvReader implements ItemReader {
  private static final int BOM = 0xFEFF;

  private final int mostColumns;

  /**
   * With its limit.
   *
   * @param mostColumns of a file
   */
  public CsvReader(int mostColumns) {
    this.mostColumns = mostColumns;
  }

  @Override
  public void read(InputStream in, ItemSink items, BadLines bad) throws IOException {
    CsvRows rows = new CsvRows(reader(in), Json.MAX_STRING, mostColumns);
    try {
      Optional<CsvColumns> columns = header(rows, bad);
      if (columns.isPresent()) {
        rows(rows, columns.get(), items, bad);
      }
    } catch (CharacterCodingException e) {
      bad.add(rows.rowLine(), null, "not valid UTF-8; the rest was not read");
    }
  }

  private static Reader reader(InputStream in) {
    return new BufferedReader(
        new InputStreamReader(
            in,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  private static Optional<CsvColumns> header(CsvRows rows, BadLines bad) throws IOException {
    try {
      List<String> header = rows.next();
      if (header == null) {
        return Optional.empty();
      }
      CsvColumns columns = new CsvColumns(withoutMark(header));
      columns.problems().forEach(problem -> bad.add(1, null, problem));
      return columns.problems().isEmpty() ? Optional.of(columns) : Optional.empty();
    } catch (CsvRows.BadRowException e) {
      bad.add(1, e.column(), e.getMessage() + "; the rest was not read");
      return Optional.empty();
    }
  }

  private static List<String> withoutMark(List<String> header) {
    String first = header.get(0);
    if (first.isEmpty() || first.charAt(0) != BOM) {
      return header;
    }
    List<String> changed = new ArrayList<>(header);
    changed.set(0, first.substring(1));
    return changed;
  }

  private static void rows(CsvRows rows, CsvColumns columns, ItemSink items, BadLines bad)
      throws IOException {
    while (true) {
      try {
        List<String> row = rows.next();
        if (row == null) {
          return;
        }
        boolean blank = row.size() == 1 && row.get(0).isEmpty();
        if (!blank) {
          row(rows.rowLine(), row, columns, items, bad);
        }
      } catch (CsvRows.BadRowException e) {
        bad.add(rows.rowLine(), e.column(), e.getMessage());
        rows.skipLine();
      }
    }
  }

  private static void row(
      long line, List<String> row, CsvColumns columns, ItemSink items, BadLines bad)
      throws IOException {
    if (row.size() != columns.count()) {
      bad.add(
          line,
          null,
          "has " + row.size() + " cells where the header has " + columns.count() + " columns");
      return;
    }
    if (columns.cell(ItemFields.INPUT, row) == null) {
      bad.add(line, null, "input is required");
      return;
    }
    for (String field : List.of(ItemFields.ID, ItemFields.LABEL, ItemFields.SECTION)) {
      String value = columns.cell(field, row);
      String wrong = value == null ? null : ItemFields.wrongText(field, value);
      if (wrong != null) {
        bad.add(line, null, wrong);
        return;
      }
    }
    items.accept(
        line,
        new ParsedItem(
            columns.cell(ItemFields.ID, row),
            columns.cell(ItemFields.SECTION, row),
            columns.cell(ItemFields.LABEL, row),
            columns.body(row)));
  }
}
