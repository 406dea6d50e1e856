package dev.assay.cli.render;

import java.util.regex.Pattern;

/** Makes remote text harmless for a terminal. */
public final class Plain {
  /** Control characters but line feed, and what reorders, hides or joins text. */
  private static final Pattern DANGEROUS =
      Pattern.compile(
          "[\\p{Cc}&&[^\\n]]|[\\u061C\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u2069\\uFEFF]"
              + "|[\\uFFF9-\\uFFFB]|[\\x{E0000}-\\x{E007F}]|\\p{Cs}");

  /** Escape sequences whole, so that no half of one stays as litter. */
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\\u001B\\[[0-?]*[ -/]*[@-~]|\\u001B[\\]PX^_][^\\u0007\\u001B]*(?:\\u0007|\\u001B\\\\)?"
              + "|\\u001B[ -/]*[0-~]|\\u009B[0-?]*[ -/]*[@-~]");

  private Plain() {}

  /**
   * Text of possibly many lines without control, escape and bidi characters.
   *
   * @param text null becomes empty
   */
  public static String text(String text) {
    if (text == null) {
      return "";
    }
    String tabs = ESCAPES.matcher(text).replaceAll("").replace('\t', ' ').replace("\r\n", "\n");
    return DANGEROUS.matcher(tabs).replaceAll("");
  }

  /**
   * One line of at most some characters.
   *
   * @param text null becomes empty
   * @param width longest result; longer text ends in an ellipsis
   */
  public static String line(String text, int width) {
    String one = text(text).replaceAll("\\s+", " ").strip();
    if (one.codePointCount(0, one.length()) <= width) {
      return one;
    }
    return one.substring(0, one.offsetByCodePoints(0, Math.max(0, width - 1))) + "…";
  }
}
