package dev.assay.run.verdict.statistics;

import java.math.BigInteger;

/**
 * Count, sum and sum of squares of scores in 0..1, exact: adding up in another order or in parts
 * gives the same.
 *
 * @param count how many scores
 * @param sum of their integers, see {@link FixedPoint}
 * @param squares sum of the squares of their integers
 */
public record Moments(long count, BigInteger sum, BigInteger squares) {
  /** Of nothing. */
  public static final Moments EMPTY = new Moments(0, BigInteger.ZERO, BigInteger.ZERO);

  /** With one more score. */
  public Moments plus(double score) {
    BigInteger fixed = BigInteger.valueOf(FixedPoint.of(score));
    return new Moments(count + 1, sum.add(fixed), squares.add(fixed.multiply(fixed)));
  }

  /** Of both together. */
  public Moments plus(Moments other) {
    return new Moments(count + other.count, sum.add(other.sum), squares.add(other.squares));
  }

  /** The mean, null without scores. */
  public Double mean() {
    return count == 0
        ? null
        : (Double) FixedPoint.ratio(sum, BigInteger.valueOf(count), FixedPoint.BITS);
  }

  /** The sample standard deviation (divided by n - 1), null with fewer than two scores. */
  public Double std() {
    if (count < 2) {
      return null;
    }
    BigInteger n = BigInteger.valueOf(count);
    BigInteger spread = n.multiply(squares).subtract(sum.multiply(sum));
    return Math.sqrt(
        FixedPoint.ratio(spread, n.multiply(BigInteger.valueOf(count - 1)), 2 * FixedPoint.BITS));
  }

  /**
   * The mean if {@code extra} more scores were all {@code score}.
   *
   * @return null when there is still nothing
   */
  public Double meanWith(long extra, int score) {
    BigInteger all = BigInteger.valueOf(count + extra);
    if (all.signum() == 0) {
      return null;
    }
    BigInteger added = BigInteger.valueOf(extra * score).shiftLeft(FixedPoint.BITS);
    return FixedPoint.ratio(sum.add(added), all, FixedPoint.BITS);
  }
}
