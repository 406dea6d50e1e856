package dev.assay.scoring.judge.sheet;

/**
 * Characters that a person does not see and a model does: direction controls, zero-width
 * characters, tags, fillers. They are named in what a judge is shown, so that nothing hides in it.
 */
final class InvisibleText {
  private InvisibleText() {}

  /** Whether nothing, or nothing but a gap, is seen of it. */
  static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.FORMAT
        || type == Character.CONTROL
        || type == Character.UNASSIGNED
        || type == Character.PRIVATE_USE
        || type == Character.SURROGATE
        || isFiller(c)
        || isVariationSelector(c);
  }

  /** The text with what hides in it named, such as {@code [U+202E]}. */
  static String named(String text) {
    StringBuilder shown = null;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isNamed(c)) {
        if (shown == null) {
          shown = new StringBuilder(text.length() + 16).append(text, 0, i);
        }
        shown.append(String.format("[U+%04X]", c));
      } else if (shown != null) {
        shown.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return shown == null ? text : shown.toString();
  }

  /** Joiners and variation selectors stay: scripts and emoji are written with them. */
  private static boolean isNamed(int c) {
    boolean needed = c == '\n' || c == '\t' || c == '\r' || c == 0x200C || c == 0x200D;
    return isInvisible(c) && !needed && !(c >= 0xFE00 && c <= 0xFE0F);
  }

  /** Letters and symbols that are drawn as nothing. */
  private static boolean isFiller(int c) {
    return c == 0x115F
        || c == 0x1160
        || c == 0x17B4
        || c == 0x17B5
        || c == 0x2800
        || c == 0x3164
        || c == 0xFFA0
        || c == 0x034F;
  }

  private static boolean isVariationSelector(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }
}
