package dev.assay.run.library.datasets.reading;

/**
 * White space of every kind: what Unicode calls a space (the no-break ones too), line ends, and
 * what has no width (zero width space, word joiner, byte order mark).
 */
public final class Blank {
  private Blank() {}

  /** Whether nothing else is in it. */
  public static boolean is(CharSequence text) {
    return text.chars().allMatch(Blank::isOne);
  }

  /** Without it at both ends. */
  public static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isOne(text.charAt(from))) {
      from++;
    }
    while (to > from && isOne(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isOne(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == 0x200B
        || c == 0x2060
        || c == 0xFEFF;
  }
}
