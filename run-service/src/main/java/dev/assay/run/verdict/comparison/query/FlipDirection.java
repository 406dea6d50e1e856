package dev.assay.run.verdict.comparison.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What became of an item between two runs. */
public enum FlipDirection {
  /** It passed in the baseline only. */
  REGRESSED("b.passed and not o.passed"),
  /** It passed in the other run only. */
  IMPROVED("o.passed and not b.passed"),
  /** It came out the same by another answer, also where nothing says what passes. */
  DIFFERS("b.passed is not distinct from o.passed and x.output::text <> y.output::text");

  private final String sql;

  FlipDirection(String sql) {
    this.sql = sql;
  }

  /** As the API spells it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The condition over both sides and their answers. */
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
