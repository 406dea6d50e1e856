package dev.assay.run.library.datasets.reading;

import java.nio.charset.Charset;
import java.util.Locale;

/** Bytes that are no text in the encoding of their file, as {@link TextSource} passes them on. */
public final class BadBytes {
  private static final int BASE = 0xDC00;
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private BadBytes() {}

  static char escaped(byte broken) {
    return (char) (BASE | (broken & 0xFF));
  }

  /** Where the first one stands in a text; -1 when there is none. */
  public static int in(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.isLowSurrogate(text.charAt(i))) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  /** What to say of the one at an index: which byte it is, and how to mend that. */
  public static String reason(CharSequence text, int at, Charset charset) {
    int broken = text.charAt(at) & 0xFF;
    String likely = new String(new byte[] {(byte) broken}, WINDOWS);
    return String.format(Locale.ROOT, "not valid %s: byte 0x%02X", charset.name(), broken)
        + (broken >= 0x80 && !likely.equals("\uFFFD")
            ? " (in Windows-1252 it is " + likely + ")"
            : "")
        + "; save the file as UTF-8, or name its encoding: charset=windows-1252";
  }
}
