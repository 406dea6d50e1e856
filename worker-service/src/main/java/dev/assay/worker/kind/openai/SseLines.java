package dev.assay.worker.kind.openai;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts an event stream into the payloads of its data lines, whatever pieces the bytes come in.
 * Lines end in LF, CR or CR LF. Every data line is a payload of its own, as chat completions send
 * them; other fields and comments are passed over.
 */
final class SseLines {
  private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

  private final Consumer<String> payloads;
  private byte[] line = new byte[512];
  private int length;

  SseLines(Consumer<String> payloads) {
    this.payloads = payloads;
  }

  void add(byte[] piece) {
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

  /** The stream has ended: what stands in an unfinished line counts too. */
  void end() {
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
    if (length > DATA.length && Arrays.equals(line, 0, DATA.length, DATA, 0, DATA.length)) {
      int start = line[DATA.length] == ' ' ? DATA.length + 1 : DATA.length;
      payloads.accept(new String(line, start, length - start, StandardCharsets.UTF_8));
    }
    length = 0;
  }
}
