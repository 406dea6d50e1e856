package dev.assay.run.library.datasets.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts CSV (RFC 4180) into rows. Cells may be quoted and then hold line ends, separators and
 * doubled quotes. Holds the text of one row, so that reading can begin again within it: a quote
 * that is never closed makes one row of all that follows, up to the longest that is allowed.
 */
final class CsvRows {
  private static final int END = -1;

  private final Reader in;
  private final int longestRow;
  private final int mostCells;
  private final StringBuilder cell = new StringBuilder();
  private char[] text = new char[16 * 1024];
  private int start;
  private int at;
  private int filled;
  private char separator = ',';
  private long line = 1;
  private int column;
  private long rowLine = 1;
  private int last = END;

  CsvRows(Reader in, int longestRow, int mostCells) {
    this.in = in;
    this.longestRow = longestRow;
    this.mostCells = mostCells;
  }

  /** A row that is not CSV. */
  static final class BadRowException extends IOException {
    private static final long serialVersionUID = 1L;
    private final long line;
    private final int column;

    BadRowException(long line, int column, String reason) {
      super(reason);
      this.line = line;
      this.column = column;
    }

    long line() {
      return line;
    }

    int column() {
      return column;
    }
  }

  /** What stands between cells from now on. */
  void separator(char between) {
    separator = between;
  }

  char separator() {
    return separator;
  }

  /** Line on which the row began that {@link #next} gave or failed on, from 1. */
  long rowLine() {
    return rowLine;
  }

  /** Line that {@link #next} has come to: where it failed, or behind the row it gave. */
  long line() {
    return line;
  }

  /**
   * The next row; null at the end. A blank line is a row of one empty cell.
   *
   * @throws BadRowException when this row cannot be read; {@link #recover} goes on behind it
   */
  List<String> next() throws IOException {
    start = at;
    rowLine = line;
    column = 0;
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
        throw new BadRowException(line, column, "more than " + mostCells + " columns");
      }
      if (end != separator) {
        return row;
      }
      c = readFolded();
    }
  }

  /** Goes back to the beginning of the row that was read last. */
  void again() {
    at = start;
    line = rowLine;
    last = END;
  }

  /** Goes on at the line behind the one on which the row began that {@link #next} failed on. */
  void recover() throws IOException {
    again();
    column = 0;
    int c = readFolded();
    while (c != '\n' && c != END) {
      start = at;
      c = readFolded();
    }
  }

  private int plain(int first) throws IOException {
    int c = first;
    while (c != separator && c != '\n' && c != END) {
      if (c == '"') {
        throw new BadRowException(
            line, column, "a quote within a cell that does not begin with one");
      }
      cell.append((char) c);
      c = readFolded();
    }
    return c;
  }

  private int quoted() throws IOException {
    long openedOn = line;
    int opened = column;
    while (true) {
      int c = read();
      if (c == END) {
        throw new BadRowException(openedOn, opened, "a quote that is never closed");
      }
      if (c != '"') {
        cell.append((char) c);
        continue;
      }
      int after = readFolded();
      if (after == separator || after == '\n' || after == END) {
        return after;
      }
      if (after != '"') {
        throw new BadRowException(line, column, "text after a closing quote");
      }
      cell.append('"');
    }
  }

  /** The next character, where a cell may end: CR LF and CR are a line end like LF. */
  private int readFolded() throws IOException {
    int c = read();
    if (c != '\r') {
      return c;
    }
    if (peek() == '\n') {
      read();
    }
    return '\n';
  }

  /** The next character as it is. A CR counts as a line end, an LF right behind it does not. */
  private int read() throws IOException {
    int c = peek();
    if (c == END) {
      return END;
    }
    at++;
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

  private int peek() throws IOException {
    if (at == filled && !fill()) {
      return END;
    }
    return text[at];
  }

  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(text, start, text, 0, filled - start);
      at -= start;
      filled -= start;
      start = 0;
    }
    if (filled == text.length) {
      if (filled >= longestRow) {
        throw new BadRowException(line, column, "a row longer than " + longestRow + " characters");
      }
      text = Arrays.copyOf(text, (int) Math.min(longestRow, text.length * 2L));
    }
    int read = in.read(text, filled, text.length - filled);
    filled += Math.max(0, read);
    return read > 0;
  }
}
