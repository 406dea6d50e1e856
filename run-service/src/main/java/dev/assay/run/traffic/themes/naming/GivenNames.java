package dev.assay.run.traffic.themes.naming;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * What a model called the themes of a run, as it is stored.
 *
 * @param names in the order of the themes
 */
record GivenNames(List<Given> names) {
  /**
   * Of one theme.
   *
   * @param terms of it, by which it is found again
   * @param text the name, null for none
   * @param refused why there is none, null where there is one
   */
  record Given(List<String> terms, @Nullable String text, @Nullable String refused) {}

  /** How many are names. */
  int named() {
    return (int) names.stream().filter(given -> given.text() != null).count();
  }
}
