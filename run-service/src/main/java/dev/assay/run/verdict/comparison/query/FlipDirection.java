package dev.assay.run.verdict.comparison.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What became of an item between two runs. */
public enum FlipDirection {
  /** It passed in the baseline only. */
  REGRESSED("where b.passed and not o.passed"),
  /** It passed in the other run only. */
  IMPROVED("where o.passed and not b.passed"),
  /** It came out the same by another answer, also where nothing says what passes. */
  DIFFERS(
      """
      join answers x on x.run_id = $1 and x.n = b.n
      join answers y on y.run_id = $2 and y.n = o.n
      where b.passed is not distinct from o.passed and x.output::text <> y.output::text
      """);

  private final String sql;

  FlipDirection(String sql) {
    this.sql = sql;
  }

  /** As the API spells it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What is left of the pairs b and o of both sides, the runs being $1 and $2. */
  String sql() {
    return sql;
  }

  /** By its spelling in the API; null when there is none. */
  public static FlipDirection of(String wire) {
    return Arrays.stream(values()).filter(one -> one.wire().equals(wire)).findFirst().orElse(null);
  }

  /** All, for sentences. */
  public static String known() {
    return Arrays.stream(values()).map(FlipDirection::wire).collect(Collectors.joining(", "));
  }
}
