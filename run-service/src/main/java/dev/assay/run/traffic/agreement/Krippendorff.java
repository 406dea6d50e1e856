package dev.assay.run.traffic.agreement;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Krippendorff's alpha, as in K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011),
 * section D: any number of people, who need not all speak of every unit.
 *
 * <p>alpha = 1 - D_o / D_e. With n pairable values in all, m_u of unit u, and a difference delta:
 *
 * <ul>
 *   <li>D_o = 1/n * sum over u of 1/(m_u - 1) * sum over ordered pairs within u of delta
 *   <li>D_e = 1/(n (n - 1)) * sum over all ordered pairs of delta
 * </ul>
 *
 * <p>Values of units with fewer than two are not pairable and are left out. 1 is full agreement, 0
 * what chance would give; it can be below. Units are added one after the other, and sums are all
 * that stays of them.
 */
final class Krippendorff {
  private Krippendorff() {}

  /** Of words, of which two are the same or not: delta is 0 or 1. */
  static final class Words {
    /** More different words are not counted: they are held in memory. */
    static final int MOST_WORDS = 10_000;

    private final Map<String, Long> totals = new HashMap<>();
    private double observed;
    private long n;

    /**
     * Adds what people said of a unit; whether it was counted, which it is not when it has a word
     * beyond the {@value #MOST_WORDS} that are.
     */
    boolean add(Collection<String> unit) {
      int m = unit.size();
      if (m < 2) {
        return true;
      }
      Map<String, Long> counts = new HashMap<>();
      unit.forEach(value -> counts.merge(value, 1L, Long::sum));
      if (counts.keySet().stream().filter(word -> !totals.containsKey(word)).count()
          > MOST_WORDS - totals.size()) {
        return false;
      }
      observed += unequal(m, counts) / (m - 1);
      counts.forEach((value, count) -> totals.merge(value, count, Long::sum));
      n += m;
      return true;
    }

    /** Ordered pairs of n values that are not the same. */
    private static double unequal(long n, Map<String, Long> counts) {
      double equal = counts.values().stream().mapToDouble(c -> (double) c * c).sum();
      return (double) n * n - equal;
    }

    /** Null when nothing can be paired, or when all values are the same. */
    Double alpha() {
      double expected = unequal(n, totals);
      return n < 2 || expected == 0 ? null : (Double) (1 - (n - 1) * observed / expected);
    }
  }

  /**
   * Of numbers on a scale of equal steps: delta is the square of the difference. The sum of it over
   * all ordered pairs of m values is 2 (m * sum of their squares - the square of their sum).
   *
   * <p>Squares of huge numbers are no doubles, and sums of squares whose difference is small lose
   * all of it: the sums are exact.
   */
  static final class Numbers {
    private BigDecimal sum = BigDecimal.ZERO;
    private BigDecimal squares = BigDecimal.ZERO;
    private BigDecimal observed = BigDecimal.ZERO;
    private long n;

    /** Adds what people said of a unit, in finite numbers. */
    void add(List<Double> unit) {
      int m = unit.size();
      if (m < 2) {
        return;
      }
      BigDecimal ownSum = BigDecimal.ZERO;
      BigDecimal ownSquares = BigDecimal.ZERO;
      for (double value : unit) {
        BigDecimal exact = new BigDecimal(value);
        ownSum = ownSum.add(exact);
        ownSquares = ownSquares.add(exact.multiply(exact));
      }
      observed =
          observed.add(
              unequal(m, ownSum, ownSquares)
                  .divide(BigDecimal.valueOf(m - 1L), MathContext.DECIMAL128));
      sum = sum.add(ownSum);
      squares = squares.add(ownSquares);
      n += m;
    }

    /** Half the sum of the squared differences of all ordered pairs. */
    private static BigDecimal unequal(long n, BigDecimal sum, BigDecimal squares) {
      return squares.multiply(BigDecimal.valueOf(n)).subtract(sum.multiply(sum));
    }

    /** Null as of words. */
    Double alpha() {
      BigDecimal expected = unequal(n, sum, squares);
      if (n < 2 || expected.signum() == 0) {
        return null;
      }
      double ratio =
          observed
              .multiply(BigDecimal.valueOf(n - 1))
              .divide(expected, MathContext.DECIMAL64)
              .doubleValue();
      return 1 - ratio;
    }
  }
}
