package dev.assay.scoring.number;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A number without rounding: a decimal, or a fraction of two.
 *
 * @param numerator any
 * @param denominator more than 0
 */
public record ExactNumber(BigDecimal numerator, BigDecimal denominator) {
  /** A decimal. */
  public ExactNumber(BigDecimal value) {
    this(value, BigDecimal.ONE);
  }

  /** Whether both are the same number: {@code 0.5}, {@code 0.50} and {@code 1/2} are. */
  public boolean sameAs(ExactNumber other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator))
        == 0;
  }

  /** As a decimal, of a fraction the first 34 digits. */
  public BigDecimal decimal() {
    return denominator.equals(BigDecimal.ONE)
        ? numerator
        : numerator.divide(denominator, MathContext.DECIMAL128);
  }

  ExactNumber negate() {
    return new ExactNumber(numerator.negate(), denominator);
  }

  @Override
  public String toString() {
    return denominator.equals(BigDecimal.ONE)
        ? numerator.toString()
        : numerator + "/" + denominator;
  }
}
