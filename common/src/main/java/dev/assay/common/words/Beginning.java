package dev.assay.common.words;

/** The beginning of a text that is too long to be shown. */
public final class Beginning {
  private Beginning() {}

  /**
   * The first characters of a text, all of it when it is no longer.
   *
   * @param most characters of UTF-16, at least 1; one less where half a character would be the last
   */
  public static String of(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}
