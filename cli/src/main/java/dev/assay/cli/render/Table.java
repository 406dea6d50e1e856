package dev.assay.cli.render;

import java.util.ArrayList;
import java.util.List;

/** Columns of text; the first is left-aligned, numbers to the right. */
public final class Table {
  private static final String GAP = "  ";

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param header one word per column
   */
  public Table(List<String> header) {
    this.header = List.copyOf(header);
  }

  /**
   * Adds a row.
   *
   * @param cells as many as the header has; must be harmless already
   */
  public Table row(List<String> cells) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException("expected " + header.size() + " cells: " + cells);
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /** True when there is nothing but the header. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Lines for a terminal, the header first. */
  public List<String> lines() {
    int[] widths = new int[header.size()];
    List<List<String>> all = new ArrayList<>(List.of(header));
    all.addAll(rows);
    all.forEach(
        row -> {
          for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], width(row.get(i)));
          }
        });
    return all.stream().map(row -> line(row, widths)).toList();
  }

  /** A Markdown table. */
  public List<String> markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(markdownRow(header));
    StringBuilder rule = new StringBuilder("|");
    for (int i = 0; i < header.size(); i++) {
      rule.append(isNumeric(i) ? " ---: |" : " --- |");
    }
    lines.add(rule.toString());
    rows.forEach(row -> lines.add(markdownRow(row)));
    return lines;
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String pad = " ".repeat(widths[i] - width(row.get(i)));
      line.append(i == 0 ? "" : GAP).append(isNumeric(i) ? pad + row.get(i) : row.get(i) + pad);
    }
    return line.toString().stripTrailing();
  }

  private boolean isNumeric(int column) {
    return column > 0
        && !rows.isEmpty()
        && rows.stream()
            .map(row -> row.get(column))
            .allMatch(c -> c.equals(Amounts.UNKNOWN) || c.matches("[-+]?\\d.*"));
  }

  private static String markdownRow(List<String> cells) {
    StringBuilder line = new StringBuilder("|");
    cells.forEach(
        cell -> line.append(' ').append(cell.replace("|", "\\|").replace('\n', ' ')).append(" |"));
    return line.toString();
  }

  /** Characters of East Asian scripts and emoji take two columns. */
  static int width(String text) {
    return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
  }

  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0x1F300 && c <= 0x1FAFF)
        || (c >= 0x20000 && c <= 0x3FFFD);
  }
}
