package dev.assay.scoring.reading;

/** White space as a person sees it: also no-break and zero-width spaces and byte order marks. */
public final class Blank {
  private Blank() {}

  /** Whether nothing but a gap, or nothing at all, is seen of it. */
  public static boolean isBlank(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == 0x85 // next line
        || c == 0xFEFF // byte order mark, zero-width no-break space
        || (c >= 0x200B && c <= 0x200D) // zero-width space, non-joiner, joiner
        || c == 0x2060 // word joiner
        || c == 0x180E; // Mongolian vowel separator
  }

  /** Whether nothing is to be seen. */
  public static boolean isBlank(String text) {
    return text.codePoints().allMatch(Blank::isBlank);
  }

  /** The text without blanks at its start. */
  public static String stripLeading(String text) {
    int start = 0;
    while (start < text.length() && isBlank(text.charAt(start))) {
      start++;
    }
    return text.substring(start);
  }

  /** The text without blanks at both ends. */
  public static String strip(String text) {
    int end = text.length();
    while (end > 0 && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return stripLeading(text.substring(0, end));
  }
}
