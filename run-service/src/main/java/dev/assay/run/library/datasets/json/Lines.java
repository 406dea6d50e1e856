package dev.assay.run.library.datasets.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into lines of bytes; holds one line at a time. */
final class Lines {
  private static final int CHUNK = 64 * 1024;
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final long longest;
  private final byte[] chunk = new byte[CHUNK];
  private int position;
  private int filled;
  private byte[] line = new byte[4 * 1024];
  private int length;
  private long number;
  private boolean tooLong;

  Lines(InputStream in, long longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Goes to the next line; false at the end. */
  boolean next() throws IOException {
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
      trim();
    }
    return any;
  }

  /** Number of the line, from 1. */
  long number() {
    return number;
  }

  /** Whether the line is longer than allowed; then its bytes are not there. */
  boolean tooLong() {
    return tooLong;
  }

  /** The bytes of the line, up to {@link #length}; valid until the next call of {@link #next}. */
  byte[] bytes() {
    return line;
  }

  /** Number of bytes of the line, without its end. */
  int length() {
    return length;
  }

  /** Whether nothing but white space is on it. */
  boolean blank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t') {
        return false;
      }
    }
    return true;
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

  private void trim() {
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    boolean marked = number == 1 && length >= BOM.length && Arrays.equals(line, 0, 3, BOM, 0, 3);
    if (marked) {
      System.arraycopy(line, BOM.length, line, 0, length - BOM.length);
      length -= BOM.length;
    }
  }
}
