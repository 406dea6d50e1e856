package dev.assay.benchmarks.report;

import java.util.Locale;

/** Numbers as tables show them: the same in every locale, a dash for what is not known. */
public final class Numbers {
  private Numbers() {}

  /** With so many digits behind the point; a dash for null. */
  public static String fixed(Double value, int digits) {
    return value == null ? "–" : String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  /** A whole number with thousands separated; a dash for null. */
  public static String whole(Long value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%,d", value);
  }
}
