package dev.assay.scoring.ecma;

import java.util.Locale;

/** Lower case for comparing. */
public final class LowerCase {
  private static final char CAPITAL_SIGMA = '\u03A3';
  private static final char SMALL_SIGMA = '\u03C3';
  private static final char FINAL_SIGMA = '\u03C2';

  private LowerCase() {}

  /**
   * The root locale's lower case, except that a sigma has one form wherever it stands in a word.
   * Looking for the ends of words makes the library's own mapping quadratic in the number of
   * sigmas: twenty thousand in a row take seconds.
   */
  public static String of(String text) {
    return text.replace(CAPITAL_SIGMA, SMALL_SIGMA)
        .replace(FINAL_SIGMA, SMALL_SIGMA)
        .toLowerCase(Locale.ROOT);
  }
}
