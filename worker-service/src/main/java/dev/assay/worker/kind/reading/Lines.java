package dev.assay.worker.kind.reading;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts bytes into lines of UTF-8, whatever pieces they come in. Lines end in LF, CR or CR LF; empty
 * lines count. A byte order mark at the start is no part of the first line.
 */
public final class Lines {
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Consumer<String> lines;
  private byte[] line = new byte[512];
  private int length;
  private boolean begun;
  private boolean afterReturn;

  /** Gives every line to this consumer as soon as it is whole. */
  public Lines(Consumer<String> lines) {
    this.lines = lines;
  }

  /** The next piece. */
  public void add(byte[] piece) {
    int from = 0;
    for (int i = 0; i < piece.length; i++) {
      byte b = piece[i];
      if (b == '\n' || b == '\r') {
        append(piece, from, i);
        // The second half of CR LF ends nothing.
        if (b == '\r' || !afterReturn || length > 0) {
          emit();
        }
        from = i + 1;
      }
      afterReturn = b == '\r';
    }
    append(piece, from, piece.length);
  }

  /** The bytes have ended: what stands in an unfinished line counts too. */
  public void end() {
    if (length > 0) {
      emit();
    }
  }

  private void append(byte[] piece, int from, int to) {
    int extra = to - from;
    if (length + extra > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + extra));
    }
    System.arraycopy(piece, from, line, length, extra);
    length += extra;
  }

  private void emit() {
    String whole = new String(line, 0, length, StandardCharsets.UTF_8);
    length = 0;
    if (!begun) {
      begun = true;
      if (!whole.isEmpty() && whole.charAt(0) == BYTE_ORDER_MARK) {
        whole = whole.substring(1);
      }
    }
    lines.accept(whole);
  }
}
