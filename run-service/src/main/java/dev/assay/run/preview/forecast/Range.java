package dev.assay.run.preview.forecast;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A forecast number: never one value alone.
 *
 * @param low if everything goes well
 * @param expected most likely
 * @param high if it goes badly, but not wrong
 */
public record Range(double low, double expected, double high) {
  private static final MathContext DIGITS = new MathContext(4);

  /** Of three numbers in any order of size, with four digits: more would pretend to know. */
  public static Range of(double low, double expected, double high) {
    return new Range(
        rounded(Math.min(low, expected)), rounded(expected), rounded(Math.max(high, expected)));
  }

  /** Each end times a number. */
  public Range times(double factor) {
    return of(low * factor, expected * factor, high * factor);
  }

  /** Both together, end by end. */
  public Range plus(Range other) {
    return of(low + other.low, expected + other.expected, high + other.high);
  }

  private static double rounded(double value) {
    return BigDecimal.valueOf(value).round(DIGITS).doubleValue();
  }
}
