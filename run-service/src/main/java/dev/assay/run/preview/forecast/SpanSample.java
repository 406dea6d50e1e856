package dev.assay.run.preview.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.SpanChoice;
import java.util.List;

/**
 * The spans that a scorer looks at, as some items have them.
 *
 * @param perItem how many on average, of those whose content is kept
 * @param chars of one of them on average; 0 where there is none
 */
public record SpanSample(double perItem, int chars) {
  /** As many as scoring-service measures of one item. */
  private static final int MOST = 50;

  /** Of a scorer; null for one that is of items as a whole. */
  public static SpanSample of(ScorerSpec scorer, List<ScoringItem> items) {
    SpanChoice choice = SpanChoice.of(scorer.params());
    if (choice == null) {
      return null;
    }
    long count = 0;
    long chars = 0;
    for (ScoringItem item : items) {
      int ofItem = 0;
      for (JsonNode span : choice.in(item.extra())) {
        if (!span.has("withheld") && ofItem < MOST) {
          ofItem++;
          chars += length(span.get("input")) + length(span.get("documents"));
          chars += length(span.get("output")) + length(span.get("expected"));
        }
      }
      count += ofItem;
    }
    return new SpanSample(
        items.isEmpty() ? 0 : (double) count / items.size(),
        count == 0 ? 0 : Math.toIntExact(chars / count));
  }

  private static int length(JsonNode value) {
    return value == null || value.isNull()
        ? 0
        : value.isTextual() ? value.textValue().length() : value.toString().length();
  }
}
