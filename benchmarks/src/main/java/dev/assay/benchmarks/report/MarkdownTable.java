package dev.assay.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A table of text cells, all columns aligned to the right. */
public final class MarkdownTable {
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these column heads. */
  public MarkdownTable(List<String> heads) {
    rows.add(List.copyOf(heads));
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException when it has another number of cells than the head
   */
  public MarkdownTable row(List<String> cells) {
    if (cells.size() != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "a row of " + cells.size() + " cells in a table of " + rows.get(0).size());
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /** Markdown, every line with its end. */
  @Override
  public String toString() {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < rows.get(0).size(); column++) {
      int at = column;
      widths.add(Math.max(2, rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(2)));
    }
    StringBuilder text = new StringBuilder();
    line(text, rows.get(0), widths);
    for (int width : widths) {
      text.append('|').append("-".repeat(width + 1)).append(':');
    }
    text.append("|\n");
    rows.subList(1, rows.size()).forEach(row -> line(text, row, widths));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> row, List<Integer> widths) {
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      text.append("| ").append(" ".repeat(widths.get(column) - cell.length())).append(cell);
      text.append(' ');
    }
    text.append("|\n");
  }
}
