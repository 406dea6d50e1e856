package dev.assay.run.library.datasets.json;

import java.io.IOException;
import java.io.Reader;
import java.util.regex.Pattern;

/**
 * Cuts a JSON array into its elements by brackets and quotes alone, so that one that is not JSON
 * does not hide those behind it. Holds one element at a time. Where brackets do not match there is
 * no telling where the next element begins: that ends it.
 */
final class ArrayElements {
  private static final int END = -1;
  private static final int DEEPEST = 10_000;

  /** Where one item ends and another begins: inside quotes it means that a quote is missing. */
  private static final Pattern BOUNDARY = Pattern.compile("\\}\\s*,\\s*\\{");

  private final Reader in;
  private final int longest;
  private final char[] chunk = new char[16 * 1024];
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder open = new StringBuilder();
  private int at;
  private int filled;
  private int ahead;
  private long line = 1;
  private int column;
  private long startLine;
  private int startColumn;
  private boolean tooLong;
  private boolean boundaryInQuotes;

  ArrayElements(Reader in, int longest) throws IOException {
    this.in = in;
    this.longest = longest;
    advance();
  }

  /** The array cannot be cut any further. */
  static final class UnclearException extends IOException {
    private static final long serialVersionUID = 1L;
    private final long line;
    private final int column;

    UnclearException(long line, int column, String reason) {
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

  /** Steps into the array; false when there is nothing in the file. */
  boolean begin() throws IOException {
    skipBlank();
    if (ahead == END) {
      return false;
    }
    if (ahead != '[') {
      throw new UnclearException(line, column, "the file must be a JSON array of items");
    }
    advance();
    return true;
  }

  /**
   * Takes the next element, up to the comma or bracket behind it.
   *
   * @return false when there was none, since the array is empty
   */
  boolean next() throws IOException {
    skipBlank();
    text.setLength(0);
    open.setLength(0);
    tooLong = false;
    boundaryInQuotes = false;
    startLine = line;
    startColumn = column;
    while (open.length() > 0 || (ahead != ',' && ahead != ']')) {
      if (ahead == END) {
        throw unclear("the array ends within this item: a bracket or quote is not closed");
      }
      step();
    }
    return !text.isEmpty() || tooLong || ahead == ',';
  }

  /** Steps over what stands behind an element; false when that was the end of the array. */
  boolean more() throws IOException {
    boolean comma = ahead == ',';
    advance();
    return comma;
  }

  /** Fails when anything but white space follows the array. */
  void end() throws IOException {
    skipBlank();
    if (ahead != END) {
      throw new UnclearException(line, column, "there is more after the end of the array");
    }
  }

  /** The element as it is written, white space behind it included; without it when too long. */
  String text() {
    return text.toString();
  }

  boolean tooLong() {
    return tooLong;
  }

  /** Line on which the element begins, from 1. */
  long line() {
    return startLine;
  }

  /** Column at which it begins, from 1. */
  int column() {
    return startColumn;
  }

  /**
   * Whether a text in quotes looks like the border of two items: then the quotes are not in pairs.
   */
  boolean unclearQuotes() {
    return boundaryInQuotes;
  }

  private void step() throws IOException {
    int c = ahead;
    take();
    switch (c) {
      case '{', '[' -> {
        open.append((char) c);
        if (open.length() > DEEPEST) {
          throw unclear("this item is nested deeper than " + DEEPEST);
        }
      }
      case '}', ']' -> close((char) c);
      case '"' -> quoted();
      default -> {}
    }
  }

  private void close(char c) throws IOException {
    int last = open.length() - 1;
    if (last < 0 || open.charAt(last) != (c == '}' ? '{' : '[')) {
      throw unclear("the brackets of this item do not match");
    }
    open.setLength(last);
  }

  private void quoted() throws IOException {
    int from = text.length();
    while (ahead != '"') {
      if (ahead == END) {
        throw unclear("the array ends within this item: a bracket or quote is not closed");
      }
      if (ahead == '\\') {
        take();
      }
      take();
    }
    take();
    boundaryInQuotes |= !tooLong && BOUNDARY.matcher(text).region(from, text.length()).find();
  }

  private UnclearException unclear(String reason) {
    return new UnclearException(
        startLine, startColumn, reason + ", so nobody can tell where the next one begins");
  }

  private void take() throws IOException {
    if (ahead == END) {
      return;
    }
    if (text.length() >= longest) {
      tooLong = true;
      text.setLength(0);
    }
    if (!tooLong) {
      text.append((char) ahead);
    }
    advance();
  }

  private void skipBlank() throws IOException {
    while (ahead == ' ' || ahead == '\t' || ahead == '\n' || ahead == '\r') {
      advance();
    }
  }

  private void advance() throws IOException {
    if (ahead == '\n') {
      line++;
      column = 0;
    }
    if (at == filled) {
      at = 0;
      filled = Math.max(0, in.read(chunk, 0, chunk.length));
    }
    ahead = at < filled ? chunk[at++] : END;
    column++;
  }
}
