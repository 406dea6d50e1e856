package dev.assay.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Text in UTF-8 on its way to a terminal: control characters but tab and line ends, and characters
 * that reorder or hide text, are written as {@code \\uXXXX}. In JSON, where they stand within
 * strings only, that is the same value.
 */
public final class HarmlessOutput extends OutputStream {
  private static final int CHUNK = 8 * 1024;

  private final Appendable target;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
  private final CharBuffer chars = CharBuffer.allocate(CHUNK);
  private char high;
  private boolean changed;

  /**
   * @param target where the text goes
   */
  public HarmlessOutput(Appendable target) {
    this.target = target;
  }

  /** The same text with dangerous characters escaped. */
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(escaped, c));
    return escaped.toString();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] text, int offset, int length) throws IOException {
    int at = offset;
    while (at < offset + length) {
      int some = Math.min(bytes.remaining(), offset + length - at);
      bytes.put(text, at, some);
      at += some;
      decode(false);
    }
  }

  /** Writes what is left. */
  public void finish() throws IOException {
    decode(true);
    decoder.flush(chars);
    show();
  }

  /** Whether anything was written otherwise than it came. */
  public boolean changed() {
    return changed;
  }

  private void decode(boolean end) throws IOException {
    bytes.flip();
    while (decoder.decode(bytes, chars, end).isOverflow()) {
      show();
    }
    show();
    bytes.compact();
  }

  private void show() throws IOException {
    chars.flip();
    StringBuilder text = new StringBuilder();
    while (chars.hasRemaining()) {
      char c = chars.get();
      if (Character.isHighSurrogate(c)) {
        high = c;
      } else {
        changed |= append(text, Character.isLowSurrogate(c) ? Character.toCodePoint(high, c) : c);
      }
    }
    chars.clear();
    target.append(text);
  }

  private static boolean append(StringBuilder text, int c) {
    boolean dangerous = isDangerous(c);
    if (!dangerous) {
      text.appendCodePoint(c);
    } else {
      for (char unit : Character.toChars(c)) {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
      }
    }
    return dangerous;
  }

  private static boolean isDangerous(int c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')
        || c == 0x061C
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0xFEFF
        || (c >= 0xFFF9 && c <= 0xFFFB)
        || (c >= 0xE0000 && c <= 0xE007F);
  }
}
