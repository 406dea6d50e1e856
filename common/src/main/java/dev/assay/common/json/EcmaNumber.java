package dev.assay.common.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Text of a double as ECMAScript's {@code Number::toString} writes it (ECMA-262, 6.1.6.1.20): the
 * shortest decimal that reads back as the same double, {@code 1e+21}, {@code 1e-7}, and {@code 0}
 * for negative zero. Double.toString of Java 17 is neither shortest nor of this form.
 */
public final class EcmaNumber {
  private static final double EXACT_INTEGERS = 9007199254740992.0;
  private static final int MOST_DIGITS = 17;

  private EcmaNumber() {}

  /** The text, also for {@code NaN} and {@code Infinity}. */
  public static String toText(double value) {
    if (value == Math.rint(value) && Math.abs(value) <= EXACT_INTEGERS) {
      return Long.toString((long) value);
    }
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    // value = 0.digits * 10^point
    int point = digits.length() - shortest.scale();
    return (value < 0 ? "-" : "") + layout(digits, point);
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int precision = 1; precision < MOST_DIGITS; precision++) {
      BigDecimal nearest = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
      if (nearest.doubleValue() == value) {
        return nearest;
      }
      // next to a power of two the interval is wider above: the nearest may miss it, this may not
      BigDecimal above = exact.round(new MathContext(precision, RoundingMode.UP));
      if (above.doubleValue() == value) {
        return above;
      }
    }
    return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN));
  }

  private static String layout(String digits, int point) {
    int count = digits.length();
    if (count <= point && point <= 21) {
      return digits + "0".repeat(point - count);
    }
    if (0 < point && point <= 21) {
      return digits.substring(0, point) + "." + digits.substring(point);
    }
    if (-6 < point && point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    int exponent = point - 1;
    String mantissa = count == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }
}
