package dev.assay.run.verdict.statistics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Scores as integers, in units of 2^-60. Sums of integers are exact and the same in every order, so
 * a mean does not depend on how a database walks its rows, and the mean of equal scores is that
 * score. A double of at least 2^-8 is represented exactly; a smaller one within 2^-61.
 */
public final class FixedPoint {
  /** A score times two to this power is its integer. */
  public static final int BITS = 60;

  private static final double SCALE = 0x1p60;

  private FixedPoint() {}

  /** The integer of a score in 0..1. */
  public static long of(double score) {
    return (long) Math.rint(score * SCALE);
  }

  /** {@code numerator / (denominator * 2^bits)}, correctly rounded to about 34 digits first. */
  static double ratio(BigInteger numerator, BigInteger denominator, int bits) {
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator.shiftLeft(bits)), MathContext.DECIMAL128)
        .doubleValue();
  }
}
