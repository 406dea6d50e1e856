package dev.assay.run.results.export.html;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.results.export.markup.Figures;
import dev.assay.run.results.export.markup.Markup;
import dev.assay.run.results.export.report.Texts;
import java.util.Map;

/** The spans that scorers measured, by kind and name. */
final class SpansTable {
  private SpansTable() {}

  /**
   * Writes the table; nothing when no scorer is applied to spans.
   *
   * @param scorers of the summary, by key
   */
  static void write(Markup page, JsonNode scorers) {
    boolean none = true;
    for (JsonNode scorer : scorers) {
      none &= scorer.path("spans").isEmpty();
    }
    if (none) {
      return;
    }
    page.table(
        "Spans",
        "Scorer",
        "Kind",
        "Name",
        "Mean",
        "Interval",
        "Min",
        "Max",
        "Measured",
        "Items",
        "Errors",
        "Skipped");
    for (Map.Entry<String, JsonNode> scorer : scorers.properties()) {
      for (JsonNode spans : scorer.getValue().path("spans")) {
        page.row(
            scorer.getKey(),
            Texts.of(spans.path("kind"), 20),
            Texts.of(spans.path("name"), 200),
            Figures.score(spans.path("mean")),
            Figures.range(spans.path("mean_interval")),
            Figures.score(spans.path("min")),
            Figures.score(spans.path("max")),
            Figures.count(spans.path("count")),
            Figures.count(spans.path("items")),
            Figures.count(spans.path("errors")),
            Figures.count(spans.path("skipped")));
      }
    }
    page.endTable();
  }
}
