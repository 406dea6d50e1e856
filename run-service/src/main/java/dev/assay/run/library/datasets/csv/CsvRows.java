package dev.assay.run.library.datasets.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts CSV (RFC 4180) into rows. Cells may be quoted and then hold line ends, commas and doubled
 * quotes. Holds one row at a time; a cell longer than allowed ends in an error, so that a quote
 * that is never closed does not take the rest of the file into memory.
 */
final class CsvRows {
  private static final int END = -1;
  private static final int NOTHING = -2;

  private final Reader in;
  private final int longestCell;
  private final int mostCells;
  private final StringBuilder cell = new StringBuilder();
  private int ahead = NOTHING;
  private long line = 1;
  private int column;
  private long rowLine;
  private int last = NOTHING;

  CsvRows(Reader in, int longestCell, int mostCells) {
    this.in = in;
    this.longestCell = longestCell;
    this.mostCells = mostCells;
  }

  /** A row that is not CSV. */
  static final class BadRowException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int column;

    BadRowException(int column, String reason) {
      super(reason);
      this.column = column;
    }

    int column() {
      return column;
    }
  }

  /** Line on which the row began that {@link #next} gave or failed on, from 1. */
  long rowLine() {
    return rowLine;
  }

  /**
   * The next row; null at the end. A blank line is a row of one empty cell.
   *
   * @throws BadRowException when this row cannot be read; {@link #skipLine} goes on behind it
   */
  List<String> next() throws IOException {
    rowLine = line;
    int c = readFolded();
    if (c == END) {
      return null;
    }
    List<String> row = new ArrayList<>();
    while (true) {
      cell.setLength(0);
      int end = c == '"' ? quoted() : plain(c);
      row.add(cell.toString());
      if (row.size() > mostCells) {
        throw new BadRowException(column, "more than " + mostCells + " columns");
      }
      if (end != ',') {
        return row;
      }
      c = readFolded();
    }
  }

  /** Goes on at the next line of the text. */
  void skipLine() throws IOException {
    int c = column == 0 ? '\n' : readFolded();
    while (c != '\n' && c != END) {
      c = readFolded();
    }
  }

  private int plain(int first) throws IOException {
    int c = first;
    while (c != ',' && c != '\n' && c != END) {
      if (c == '"') {
        throw new BadRowException(column, "a quote within a cell that does not begin with one");
      }
      append(c);
      c = readFolded();
    }
    return c;
  }

  private int quoted() throws IOException {
    int start = column;
    while (true) {
      int c = read();
      if (c == END) {
        throw new BadRowException(start, "a quote that is never closed");
      }
      if (c != '"') {
        append(c);
        continue;
      }
      int after = readFolded();
      if (after == ',' || after == '\n' || after == END) {
        return after;
      }
      if (after != '"') {
        throw new BadRowException(column, "text after a closing quote");
      }
      append('"');
    }
  }

  private void append(int c) throws IOException {
    if (cell.length() >= longestCell) {
      throw new BadRowException(column, "a cell longer than " + longestCell + " characters");
    }
    cell.append((char) c);
  }

  /** The next character, where a cell may end: CR LF and CR are a line end like LF. */
  private int readFolded() throws IOException {
    int c = read();
    if (c != '\r') {
      return c;
    }
    ahead = in.read();
    if (ahead == '\n') {
      ahead = NOTHING;
    }
    last = '\n';
    return '\n';
  }

  /** The next character as it is. A CR counts as a line end, an LF right behind it does not. */
  private int read() throws IOException {
    int c = ahead == NOTHING ? in.read() : ahead;
    ahead = NOTHING;
    column++;
    if (c == '\r' || (c == '\n' && last != '\r')) {
      line++;
    }
    if (c == '\r' || c == '\n') {
      column = 0;
    }
    last = c;
    return c;
  }
}
