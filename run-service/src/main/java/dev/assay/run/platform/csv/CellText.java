package dev.assay.run.platform.csv;

/**
 * Texts in cells that no spreadsheet may take for a formula, and what they were before. A text that
 * itself begins with apostrophes before such a beginning gets one more, so that each guarded text
 * comes from one text only.
 */
public final class CellText {
  private static final char GUARD = '\'';
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private CellText() {}

  /** The text with an apostrophe before it when a spreadsheet would compute it; null stays null. */
  public static String guarded(String text) {
    return text != null && startsFormula(text) ? GUARD + text : text;
  }

  /** What {@link #guarded} was given. */
  public static String unguarded(String cell) {
    return !cell.isEmpty() && cell.charAt(0) == GUARD && startsFormula(cell)
        ? cell.substring(1)
        : cell;
  }

  /** Whether a formula begins, behind any number of apostrophes. */
  private static boolean startsFormula(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) == GUARD) {
      at++;
    }
    return at < text.length() && FORMULA_STARTS.indexOf(text.charAt(at)) >= 0;
  }
}
