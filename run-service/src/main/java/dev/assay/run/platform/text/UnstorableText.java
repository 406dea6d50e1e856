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
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return NUL;
      }
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return HALF;
        }
        i++;
      }
    }
    return null;
  }

  /** As {@link #wrong}, of JSON as our generators write it: a NUL is there by its escape. */
  public static String wrongInJson(String json) {
    for (int at = json.indexOf('\\'); at >= 0; at = json.indexOf('\\', at + 2)) {
      // Whatever is escaped takes two characters at least, so a second backslash begins nothing.
      if (json.startsWith("\\u0000", at)) {
        return NUL;
      }
    }
    return wrong(json);
  }
}
