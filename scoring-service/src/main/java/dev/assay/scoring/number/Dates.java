package dev.assay.scoring.number;

/** Dates whose parts are set apart by dashes: their digits are no numbers. */
final class Dates {
  private static final int YEAR = 4;
  private static final int MOST_DIGITS = 2;

  private Dates() {}

  /** Where a date such as 2024-05-12 or 12-05-2024 ends; its start when it is none. */
  static int end(String text, int start) {
    int first = digits(text, start);
    int second = part(text, first);
    int third = second == first ? second : part(text, second);
    int years = first - start;
    int months = second - first - 1;
    int days = third - second - 1;
    boolean yearFirst = years == YEAR && days <= MOST_DIGITS;
    boolean yearLast = years <= MOST_DIGITS && days == YEAR;
    return third > second && months <= MOST_DIGITS && (yearFirst || yearLast) ? third : start;
  }

  /** Behind a dash and the digits that follow; the place itself when they do not. */
  private static int part(String text, int at) {
    boolean dash = at < text.length() && text.charAt(at) == '-';
    int end = dash ? digits(text, at + 1) : at;
    return end > at + 1 ? end : at;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
