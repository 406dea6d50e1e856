package dev.assay.run.verdict.comparison;

import dev.assay.run.verdict.comparison.query.UnitResult;
import java.util.List;
import java.util.function.Function;

/** What is compared: a number that an answer has, or has not. */
interface Measure {
  /** The value of one answer, null when it was not measured. */
  Double of(UnitResult unit);

  /** Scores of one scorer. */
  static Measure score(String key) {
    return unit -> get(unit, key, UnitResult.Measured::score);
  }

  /** Whether the scorer's threshold was met, 1 or 0. */
  static Measure passed(String key) {
    return unit -> number(get(unit, key, UnitResult.Measured::passed));
  }

  /** Whether the item as a whole passed, 1 or 0. */
  static Measure itemPassed() {
    return unit -> number(unit.passed());
  }

  /** Milliseconds of the answer. */
  static Measure latency() {
    return unit -> unit.latencyMs() == null ? null : (Double) unit.latencyMs().doubleValue();
  }

  /**
   * The means of one item over its answers that are measured on both sides: by repeat when both
   * lists are matched, otherwise over each side's own. Null when a side has none.
   */
  default double[] means(Pairing.Item item) {
    List<UnitResult> left = item.baseline();
    List<UnitResult> right = item.other();
    double[] sums = new double[2];
    int[] counts = new int[2];
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      Double a = i < left.size() ? of(left.get(i)) : null;
      Double b = i < right.size() ? of(right.get(i)) : null;
      if (item.matched() && (a == null || b == null)) {
        continue;
      }
      if (a != null) {
        sums[0] += a;
        counts[0]++;
      }
      if (b != null) {
        sums[1] += b;
        counts[1]++;
      }
    }
    return counts[0] == 0 || counts[1] == 0
        ? null
        : new double[] {sums[0] / counts[0], sums[1] / counts[1]};
  }

  private static <T> T get(UnitResult unit, String key, Function<UnitResult.Measured, T> part) {
    UnitResult.Measured measured = unit.scores().get(key);
    return measured == null ? null : part.apply(measured);
  }

  private static Double number(Boolean passed) {
    return passed == null ? null : (Double) (passed ? 1.0 : 0.0);
  }
}
