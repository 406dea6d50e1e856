package dev.assay.run.platform.text;

/**
 * Text that cannot be kept as it is: PostgreSQL's text has no character NUL, and half of a
 * surrogate pair is no character of Unicode, so that UTF-8 has no bytes for it.
 */
public final class UnstorableText {
  private static final String NUL = "holds the character NUL (U+0000), which cannot be stored";
  private static final String HALF =
      "holds half of a surrogate pair, which is not valid Unicode and cannot be stored";

  private UnstorableText() {}

  /** What is wrong with a text, as the end of a sentence; null when nothing is. */
  public static String wrong(CharSequence text) {
    int at = next(text, 0);
    return at < 0 ? null : text.charAt(at) == 0 ? NUL : HALF;
  }

  /** As {@link #wrong}, of JSON as our generators write it: a NUL is there by its escape. */
  public static String wrongInJson(String json) {
    return nextNul(json, 0) >= 0 ? NUL : wrong(json);
  }

  /** Where the next character stands that cannot be stored, from a place on; -1 for none. */
  public static int next(CharSequence text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == 0 || isHalf(text, i)) {
        return i;
      }
    }
    return -1;
  }

  /** Where the next escape of a NUL stands in JSON, from a place on; -1 for none. */
  public static int nextNul(String json, int from) {
    int at = json.indexOf('\\', from);
    while (at >= 0 && !json.startsWith("\\u0000", at)) {
      // Whatever is escaped takes two characters at least, so a second backslash begins nothing.
      at = json.indexOf('\\', at + 2);
    }
    return at;
  }

  private static boolean isHalf(CharSequence text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
