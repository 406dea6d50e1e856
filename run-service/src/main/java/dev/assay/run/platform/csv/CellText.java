package dev.assay.run.platform.csv;

/** Texts in cells that no spreadsheet may take for a formula, and what they were before. */
public final class CellText {
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private CellText() {}

  /** The text with a quote before it when a spreadsheet would compute it; null stays null. */
  public static String guarded(String text) {
    return text != null && startsFormula(text, 0) ? "'" + text : text;
  }

  /** What {@link #guarded} was given. A text that itself began so loses its quote. */
  public static String unguarded(String cell) {
    return cell.startsWith("'") && startsFormula(cell, 1) ? cell.substring(1) : cell;
  }

  private static boolean startsFormula(String text, int at) {
    return text.length() > at && FORMULA_STARTS.indexOf(text.charAt(at)) >= 0;
  }
}
