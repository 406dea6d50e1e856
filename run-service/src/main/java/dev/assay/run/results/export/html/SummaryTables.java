package dev.assay.run.results.export.html;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.results.export.markup.Charts;
import dev.assay.run.results.export.markup.Figures;
import dev.assay.run.results.export.markup.Markup;
import dev.assay.run.results.export.report.Texts;
import java.util.Map;

/** The tables of a run's summary. */
final class SummaryTables {
  private final Markup page;
  private final JsonNode run;
  private final JsonNode summary;

  SummaryTables(Markup page, JsonNode run) {
    this.page = page;
    this.run = run;
    this.summary = run.path("summary");
  }

  void write() {
    criteria();
    scorers();
    SpansTable.write(page, summary.path("scorers"));
    JudgesTable.write(page, summary.path("scorers"));
    charts();
    groups("Sections", "Section", summary.path("sections"), summary.path("sections_omitted"));
    groups("Labels", "Label", summary.path("labels"), summary.path("labels_omitted"));
    new FieldTables(page, run).write();
    repeats();
    spending();
  }

  private void criteria() {
    if (run.path("criteria").isEmpty()) {
      return;
    }
    page.table(
        "Criteria", "Criterion", "Outcome", "Observed", "Interval", "Bounds", "Headroom", "");
    for (JsonNode c : run.path("criteria")) {
      boolean warns = c.path("severity").asText().equals("warn");
      String outcome = c.path("outcome").asText(Figures.UNKNOWN);
      page.row(
          Texts.criterion(c),
          !warns ? outcome : outcome.equals("fail") ? "warning" : outcome + " (warns only)",
          Texts.number(c.path("observed")),
          Figures.range(c.path("interval")),
          c.path("bounds").path("unmeasured").asLong() > 0
              ? Figures.range(c.path("bounds"))
                  + ", "
                  + Figures.count(c.path("bounds").path("unmeasured"))
                  + " unmeasured"
              : Figures.UNKNOWN,
          Texts.number(c.path("headroom")),
          Texts.of(c.path("message"), 500));
    }
    page.endTable();
    JsonNode star = run.path("star_metric");
    if (star.isObject()) {
      String holds =
          run.path("pass_status").isBoolean()
              ? run.get("pass_status").asBoolean() ? " holds." : " does not hold."
              : " has no value.";
      page.leaf("p", "Star metric " + star.path("scorer").asText() + holds);
    }
  }

  private void scorers() {
    if (summary.path("scorers").isEmpty()) {
      return;
    }
    page.table(
        "Scorers",
        "Scorer",
        "Mean",
        "Interval",
        "Pass rate",
        "Interval",
        "Min",
        "Max",
        "Std",
        "Count",
        "Errors",
        "Skipped",
        "Unmeasured",
        "Threshold");
    for (Map.Entry<String, JsonNode> e : summary.path("scorers").properties()) {
      JsonNode s = e.getValue();
      page.row(
          e.getKey(),
          Figures.score(s.path("mean")),
          Figures.range(s.path("mean_interval")),
          Figures.percent(s.path("pass_rate")),
          Figures.percentRange(s.path("pass_rate_interval")),
          Figures.score(s.path("min")),
          Figures.score(s.path("max")),
          Figures.score(s.path("std")),
          Figures.count(s.path("count")),
          Figures.count(s.path("errors")),
          Figures.count(s.path("skipped")),
          Figures.count(s.path("unmeasured")),
          Texts.number(s.path("threshold")));
    }
    page.endTable();
  }

  private void charts() {
    if (!summary.path("pass_rate").isNumber() && summary.path("errored").asLong() > 0) {
      page.leaf("p", "Pass rate –: nothing was measured.", "class", "note");
    }
    page.open("div", "class", "charts");
    Charts.rate(page, "Pass rate", summary.path("pass_rate"), summary.path("pass_rate_interval"));
    for (Map.Entry<String, JsonNode> e : summary.path("scorers").properties()) {
      if (e.getValue().path("count").asLong() > 0) {
        Charts.histogram(page, e.getKey(), e.getValue().path("histogram"));
      }
    }
    if (summary.path("latency_ms").isObject()) {
      Charts.percentiles(page, "Latency", summary.get("latency_ms"));
    }
    if (summary.path("ttft_ms").isObject()) {
      Charts.percentiles(page, "Time to the first token", summary.get("ttft_ms"));
    }
    page.close("div");
  }

  private void groups(String caption, String first, JsonNode groups, JsonNode omitted) {
    if (groups.isEmpty()) {
      return;
    }
    page.table(
        caption,
        first,
        "Items",
        "Passed",
        "Failed",
        "Errors",
        "Skipped",
        "Pass rate",
        "Interval",
        "Mean score");
    for (Map.Entry<String, JsonNode> e : groups.properties()) {
      JsonNode g = e.getValue();
      page.row(
          e.getKey(),
          Figures.count(g.path("total")),
          Figures.count(g.path("passed")),
          Figures.count(g.path("failed")),
          Figures.count(g.path("errored")),
          Figures.count(g.path("skipped")),
          Figures.percent(g.path("pass_rate")),
          Figures.percentRange(g.path("pass_rate_interval")),
          Figures.score(g.path("mean_score")));
    }
    page.endTable();
    if (omitted.asLong() > 0) {
      page.leaf("p", Figures.count(omitted) + " smaller ones are left out.");
    }
  }

  private void repeats() {
    if (summary.path("pass_at").isEmpty()) {
      return;
    }
    page.table("Repeats", "k", "One of k passes", "All of k pass", "Items");
    for (JsonNode pass : summary.path("pass_at")) {
      page.row(
          pass.path("k").asText(),
          Figures.percent(pass.path("pass_at_k")),
          Figures.percent(pass.path("pass_hat_k")),
          Figures.count(pass.path("items")));
    }
    page.endTable();
  }

  private void spending() {
    if (summary.path("usage").isEmpty()) {
      return;
    }
    page.table("Calls, tokens and cost", "", "Calls", "Tokens in", "Tokens out", "Cost");
    for (String side : new String[] {"candidate", "judge"}) {
      for (String part : new String[] {"billed", "useful", "saved"}) {
        JsonNode amount = summary.path("usage").path(side).path(part);
        if (amount.isObject()) {
          boolean known = amount.path("cost").isNumber();
          page.row(
              side + ", " + part,
              Figures.count(amount.path("calls")),
              Figures.count(amount.path("tokens_in")),
              Figures.count(amount.path("tokens_out")),
              known || !amount.hasNonNull("known_cost")
                  ? Figures.cost(amount.path("cost"))
                  : "at least " + Figures.cost(amount.get("known_cost")));
        }
      }
    }
    page.endTable();
  }
}
