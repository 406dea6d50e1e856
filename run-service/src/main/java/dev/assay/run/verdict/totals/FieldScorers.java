package dev.assay.run.verdict.totals;

import java.util.Set;

/**
 * The scorers that compare the leaves of a structured answer. Their scores carry {@code {"matched":
 * m, "compared": c, "fields": {"path": true|false}}} as metadata; where there is no correction they
 * skip with {@code {"accepted": n}}, the leaves that match if the answer is right.
 */
public final class FieldScorers {
  /** Their ids. */
  public static final Set<String> IDS =
      Set.of("field_accuracy", "fuzzy_field_match", "equals_expected");

  private FieldScorers() {}

  /** Whether a scorer is one of them. */
  public static boolean isOne(String scorer) {
    return IDS.contains(scorer);
  }
}
