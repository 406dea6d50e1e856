package dev.assay.run.library.datasets.json;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/** Cuts a text into lines, without the mark that some write first; holds one line at a time. */
public final class Lines {
  private static final int CHUNK = 64 * 1024;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Reader in;
  private final long longest;
  private final char[] chunk = new char[CHUNK];
  private int position;
  private int filled;
  private char[] line = new char[4 * 1024];
  private int length;
  private long number;
  private boolean tooLong;

  /**
   * Over a text.
   *
   * @param longest characters of a line; the text of a longer one is not given
   */
  public Lines(Reader in, long longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Goes to the next line; false at the end. */
  public boolean next() throws IOException {
    length = 0;
    tooLong = false;
    boolean any = false;
    while (position < filled || fill()) {
      any = true;
      int end = newline();
      append(end);
      position = end;
      if (end < filled) {
        position++;
        break;
      }
    }
    if (any) {
      number++;
      if (number == 1 && length > 0 && line[0] == BYTE_ORDER_MARK) {
        length--;
        System.arraycopy(line, 1, line, 0, length);
      }
      if (length > 0 && line[length - 1] == '\r') {
        length--;
      }
    }
    return any;
  }

  /** Number of the line, from 1. */
  public long number() {
    return number;
  }

  /** Whether the line is longer than allowed; then its text is not there. */
  public boolean tooLong() {
    return tooLong;
  }

  /** The line without its end. */
  public String text() {
    return new String(line, 0, length);
  }

  private boolean fill() throws IOException {
    position = 0;
    filled = Math.max(0, in.read(chunk, 0, chunk.length));
    return filled > 0;
  }

  private int newline() {
    int at = position;
    while (at < filled && chunk[at] != '\n') {
      at++;
    }
    return at;
  }

  private void append(int end) {
    int more = end - position;
    if (tooLong || length + (long) more > longest) {
      tooLong = true;
      length = 0;
      return;
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(length + more, line.length * 2));
    }
    System.arraycopy(chunk, position, line, length, more);
    length += more;
  }
}
