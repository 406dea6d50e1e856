package dev.assay.worker.kind.parts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts bytes into lines of UTF-8, whatever pieces they come in. Lines end in LF, CR or CR LF; empty
 * lines are passed over.
 */
public final class Lines {
  private final Consumer<String> lines;
  private byte[] line = new byte[512];
  private int length;

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
        emit();
        from = i + 1;
      }
    }
    append(piece, from, piece.length);
  }

  /** The bytes have ended: what stands in an unfinished line counts too. */
  public void end() {
    emit();
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
    if (length > 0) {
      String whole = new String(line, 0, length, StandardCharsets.UTF_8);
      length = 0;
      lines.accept(whole);
    }
  }
}
