package dev.assay.scoring.spans;

import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.SpanChoice;
import java.util.Set;

/** The spans of an item on their way to a judge. */
public final class ItemSpans {
  /** Those that may name anything of an item's extra, or get the item as it is. */
  private static final Set<String> SEE_ALL = Set.of("custom", "http");

  private ItemSpans() {}

  /**
   * The item as a judge needs it: it travels with each question, and the spans that the judge does
   * not look at need not.
   *
   * @param item null for none
   */
  public static ScoringItem forJudge(ScorerSpec scorer, ScoringItem item) {
    if (item == null) {
      return null;
    }
    SpanChoice choice = SpanChoice.of(scorer.params());
    if (choice != null) {
      return choice.only(item);
    }
    return SEE_ALL.contains(scorer.id()) ? item : SpanChoice.without(item);
  }
}
