package dev.assay.cli.render.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.RunView;
import dev.assay.cli.render.Table;
import java.util.List;

/** Scores of spans: of a run by kind and name, of an item one by one. */
final class SpansTable {
  private static final int MOST_OF_A_SCORER = 20;
  private static final int REASON = 300;

  private SpansTable() {}

  /** One row per scorer, kind and name; empty when no scorer is applied to spans. */
  static Table of(RunView run) {
    Table table =
        new Table(
            List.of(
                "SPANS",
                "KIND",
                "NAME",
                "ITEMS",
                "SPANS",
                "MEAN",
                "INTERVAL",
                "MIN",
                "COUNT",
                "ERRORS",
                "SKIPPED"));
    for (RunView.Scorer scorer : run.scorers()) {
      JsonNode groups = scorer.json().path("spans");
      for (int i = 0; i < Math.min(groups.size(), MOST_OF_A_SCORER); i++) {
        RunView.Scorer group = new RunView.Scorer(scorer.key(), groups.get(i));
        Table unused =
            table.row(
                List.of(
                    group.key(),
                    Plain.line(group.json().path("kind").asText(), 12),
                    Plain.line(group.json().path("name").asText(), 40),
                    group.whole("items"),
                    group.whole("spans"),
                    Amounts.score(group.number("mean")),
                    group.interval(),
                    Amounts.score(group.number("min")),
                    group.whole("count"),
                    group.whole("errors"),
                    group.whole("skipped")));
      }
    }
    return table;
  }

  /** The scores that an item has of its spans; empty when it has none. */
  static Table of(JsonNode scores) {
    Table table = new Table(List.of("SPAN", "KIND", "SCORER", "SCORE", "PASSED", "WHY"));
    for (JsonNode score : scores) {
      for (JsonNode span : score.path("spans")) {
        JsonNode error = span.path("error");
        Table unused =
            table.row(
                List.of(
                    Plain.line(span.path("name").asText(), 40),
                    Plain.line(span.path("kind").asText(), 12),
                    Plain.line(score.path("key").asText(), 40),
                    span.path("score").isNumber()
                        ? Amounts.score(span.get("score").asDouble())
                        : Plain.line(span.path("status").asText(Amounts.UNKNOWN), 20),
                    span.path("passed").isBoolean()
                        ? span.get("passed").asBoolean() ? "yes" : "no"
                        : Amounts.UNKNOWN,
                    Plain.line(
                        error.isObject()
                            ? error.path("code").asText() + ": " + error.path("message").asText()
                            : span.path("reason").asText(""),
                        REASON)));
      }
    }
    return table;
  }
}
