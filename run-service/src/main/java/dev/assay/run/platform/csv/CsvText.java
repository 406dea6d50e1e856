package dev.assay.run.platform.csv;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Writes CSV (RFC 4180) that a spreadsheet does not execute: a cell that would begin a formula gets
 * an apostrophe in front.
 */
public final class CsvText {
  private CsvText() {}

  /** One row with its line end; a null is an empty cell. */
  public static String row(Collection<String> cells) {
    return cells.stream().map(CsvText::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    String safe = CellText.guarded(text);
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
