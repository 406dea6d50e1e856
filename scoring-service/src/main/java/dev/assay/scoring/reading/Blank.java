package dev.assay.scoring.reading;

/**
 * White space as a person sees it: also no-break and zero-width spaces, byte order marks, marks of
 * direction and whatever else leaves no trace.
 */
public final class Blank {
  private Blank() {}

  /** Whether nothing but a gap, or nothing at all, is seen of it. */
  public static boolean isBlank(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || c == 0xFEFF // byte order mark, zero-width no-break space
        || c == 0xAD // soft hyphen
        || (c >= 0x200B && c <= 0x200F) // zero-width space, joiners, marks of direction
        || (c >= 0x202A && c <= 0x202E) // embeddings and overrides of direction
        || (c >= 0x2060 && c <= 0x206F) // word joiner, invisible operators, isolates
        || c == 0x61C // Arabic letter mark
        || c == 0x180E // Mongolian vowel separator
        || c == 0x34F // combining grapheme joiner
        || (c >= 0xFE00 && c <= 0xFE0F) // variation selectors
        || c == 0x2800 // Braille pattern without dots
        || c == 0x115F // Hangul fillers
        || c == 0x1160
        || c == 0x3164
        || c == 0xFFA0;
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
