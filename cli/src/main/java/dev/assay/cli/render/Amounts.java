package dev.assay.cli.render;

import java.util.Locale;

/** Numbers as people read them. An unknown amount is a dash, never a zero. */
public final class Amounts {
  /** Stands for what is not known. */
  public static final String UNKNOWN = "–";

  private static final double SMALLEST = 0.00005;

  // Writes like ROOT, but by Java's own shortcut: any other loads data about the world's locales.
  private static final Locale LOCALE = Locale.US;

  private Amounts() {}

  /** A score with three decimals. */
  public static String score(Double value) {
    return value == null ? UNKNOWN : String.format(LOCALE, "%.3f", value);
  }

  /** A share of one as percent. */
  public static String percent(Double value) {
    return value == null ? UNKNOWN : String.format(LOCALE, "%.1f %%", value * 100);
  }

  /** A whole number with thousands apart. */
  public static String count(long value) {
    return String.format(LOCALE, "%,d", value);
  }

  /** Money of the account's currency: small sums need more decimals, and are never written as 0. */
  public static String cost(Double value) {
    if (value == null) {
      return UNKNOWN;
    }
    if (value > 0 && value < SMALLEST) {
      return "< 0.0001";
    }
    return String.format(LOCALE, value != 0 && Math.abs(value) < 0.1 ? "%.4f" : "%.2f", value);
  }

  /** Money in a table: {@code 0.02}, {@code ≥ 0.02} when only a part of it is known, or a dash. */
  public static String atLeast(Double value, Double known) {
    if (value != null) {
      return cost(value);
    }
    return known == null || known == 0 ? UNKNOWN : "≥ " + cost(known);
  }

  /**
   * Money in words: {@code cost 0.02}, {@code cost ≥ 0.02} when only a part of it is known, {@code
   * cost unknown} when none is.
   *
   * @param value null when not known
   * @param known the part that is known, null when none is
   */
  public static String cost(Double value, Double known) {
    if (value != null) {
      return "cost " + cost(value);
    }
    return known == null || known == 0 ? "cost unknown" : "cost " + atLeast(null, known);
  }

  /** Seconds as {@code 4.2 s}, {@code 3:05 min} or {@code 2:03:04 h}. */
  public static String duration(Double seconds) {
    if (seconds == null || seconds < 0) {
      return UNKNOWN;
    }
    if (seconds < 60) {
      return String.format(LOCALE, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(LOCALE, "%d:%02d min", whole / 60, whole % 60)
        : String.format(LOCALE, "%d:%02d:%02d h", whole / 3600, whole / 60 % 60, whole % 60);
  }
}
