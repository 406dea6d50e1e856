package dev.assay.run.totals;

import java.util.Set;

/**
 * The scorers that compare the leaves of a structured answer. Their scores carry {@code {"matched":
 * m, "compared": c, "fields": {"path": true|false}}} as metadata.
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
