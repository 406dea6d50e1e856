package dev.assay.run.results.export.html;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.results.export.markup.Figures;
import dev.assay.run.results.export.markup.Markup;
import dev.assay.run.results.export.report.Texts;
import java.util.Map;

/** The judges of a run held against people, and the pass rates corrected by that. */
final class JudgesTable {
  private JudgesTable() {}

  /**
   * Writes the table; nothing when no scorer asks a judge.
   *
   * @param scorers of the summary, by key
   */
  static void write(Markup page, JsonNode scorers) {
    boolean none = true;
    for (JsonNode scorer : scorers) {
      none &= !scorer.path("judge").isObject();
    }
    if (none) {
      return;
    }
    page.table(
        "Judges against people",
        "Judge of",
        "Labels",
        "Agreement",
        "Kappa",
        "True-positive rate",
        "Interval",
        "True-negative rate",
        "Interval",
        "Judged",
        "Pass rate",
        "Corrected",
        "Interval",
        "");
    for (Map.Entry<String, JsonNode> e : scorers.properties()) {
      JsonNode judge = e.getValue().path("judge");
      JsonNode people = judge.path("against_people");
      if (judge.isObject()) {
        page.row(
            e.getKey(),
            Figures.count(people.path("labels")),
            Figures.percent(people.path("agreement")),
            Figures.score(people.path("kappa")),
            Figures.percent(people.path("true_positive_rate")),
            Figures.percentRange(people.path("true_positive_rate_interval")),
            Figures.percent(people.path("true_negative_rate")),
            Figures.percentRange(people.path("true_negative_rate_interval")),
            Figures.count(judge.path("judged")),
            Figures.percent(judge.path("pass_rate")),
            Figures.percent(judge.path("corrected_pass_rate")),
            Figures.percentRange(judge.path("corrected_pass_rate_interval")),
            Texts.of(judge.path("message"), 500));
      }
    }
    page.endTable();
  }
}
