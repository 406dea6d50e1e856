package dev.assay.run.control.launch.names;

import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.SpanChoice;
import dev.assay.run.runs.ResolvedRun.Warning;
import java.util.ArrayList;
import java.util.List;

/** Scorers of spans for which there seems to be no span. */
public final class MissingSpans {
  private MissingSpans() {}

  /**
   * Warns of those that would skip every item.
   *
   * @param items some of the run's, at least one
   */
  public static List<Warning> of(List<ScorerSpec> scorers, List<ScoringItem> items) {
    List<Warning> warnings = new ArrayList<>();
    for (ScorerSpec scorer : scorers) {
      SpanChoice choice = SpanChoice.of(scorer.params());
      if (choice != null && items.stream().allMatch(item -> choice.in(item.extra()).isEmpty())) {
        warnings.add(
            new Warning(
                "NO_SPANS",
                "The scorer "
                    + scorer.key()
                    + " measures "
                    + choice.named()
                    + ", and none of "
                    + items.size()
                    + " items that were looked at has any"
                    + why(items)
                    + "."));
      }
    }
    return warnings;
  }

  /** What the first of them says itself. */
  private static String why(List<ScoringItem> items) {
    return items.stream()
        .map(ScoringItem::extra)
        .filter(extra -> extra != null && extra.path(SpanChoice.PLACE).path("note").isTextual())
        .map(extra -> extra.get(SpanChoice.PLACE).get("note").textValue())
        .findFirst()
        .map(note -> ". Of the first: " + note.replaceAll("\\.$", ""))
        .orElse("");
  }
}
