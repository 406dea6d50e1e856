package dev.assay.run.verdict.gate;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a criterion looks at. */
public enum CriterionType {
  /** Share of units, or of one scorer's scores, that passed. */
  PASS_RATE("Pass rate"),
  /** Mean of all scores, or of one scorer's. */
  MEAN_SCORE("Mean score"),
  /** Share of leaves of structured answers that match. */
  FIELD_ACCURACY("Field accuracy"),
  /** Number of items that passed in the baseline and fail here. */
  MAX_REGRESSIONS("Number of regressions"),
  /** Mean of a scorer, or pass rate of the items, minus that of the baseline. */
  MIN_DELTA("Difference to the baseline");

  private final String title;

  CriterionType(String title) {
    this.title = title;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** The name on the wire, such as {@code pass_rate}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is about the difference to an earlier run. */
  public boolean comparesRuns() {
    return switch (this) {
      case MAX_REGRESSIONS, MIN_DELTA -> true;
      case PASS_RATE, MEAN_SCORE, FIELD_ACCURACY -> false;
    };
  }

  /** The lowest value that there can be. */
  double lowest() {
    return switch (this) {
      case MIN_DELTA -> -1;
      case PASS_RATE, MEAN_SCORE, FIELD_ACCURACY, MAX_REGRESSIONS -> 0;
    };
  }

  /** The highest value that there can be. */
  double highest() {
    return switch (this) {
      case MAX_REGRESSIONS -> Double.POSITIVE_INFINITY;
      case PASS_RATE, MEAN_SCORE, FIELD_ACCURACY, MIN_DELTA -> 1;
    };
  }

  /** The type of a wire name, null when there is none. */
  static CriterionType of(String wire) {
    return Stream.of(values()).filter(t -> t.wire().equals(wire)).findFirst().orElse(null);
  }

  static String names() {
    return Stream.of(values()).map(CriterionType::wire).collect(Collectors.joining(", "));
  }
}
