package dev.assay.run.results.export.html;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.results.export.markup.Document;
import dev.assay.run.results.export.markup.Figures;
import dev.assay.run.results.export.markup.Markup;
import dev.assay.run.results.export.markup.Passages;
import dev.assay.run.results.export.report.Texts;
import dev.assay.run.results.export.report.UnitWriter;
import java.util.ArrayList;
import java.util.List;

/** A run as one page: what it came to, and the items to look at first. */
public final class HtmlReport implements UnitWriter {
  private final JsonNode run;
  private boolean any;

  /**
   * @param run as the API shows it
   */
  public HtmlReport(JsonNode run) {
    this.run = run;
  }

  @Override
  public byte[] head() {
    String name = run.path("name").asText("run");
    Markup page = Document.begin(name);
    headline(page, name);
    facts(page);
    notes(page);
    new SummaryTables(page, run).write();
    page.leaf("h2", "Items to look at first");
    return page.bytes();
  }

  /** The items, those without a measurement first, then by their lowest score. */
  @Override
  public byte[] units(List<JsonNode> units) {
    Markup page = new Markup();
    for (JsonNode unit : units) {
      any = true;
      unit(page, unit);
    }
    return page.bytes();
  }

  @Override
  public byte[] tail() {
    Markup page = new Markup();
    long total = run.path("counts").path("total").asLong();
    if (!any) {
      page.leaf("p", "No item has ended in a pass, a failure or an error.");
    } else if (total > Passages.ITEMS) {
      page.leaf(
          "p",
          "These are the first %,d of %,d items; the formats jsonl and csv have all of them."
              .formatted(Passages.ITEMS, total));
    }
    return Document.end(page);
  }

  private void headline(Markup page, String name) {
    String verdict = run.path("verdict").asText("");
    String said =
        switch (verdict) {
          case "pass" -> "PASS";
          case "fail" -> "FAIL";
          case "inconclusive" -> "INCONCLUSIVE";
          case "none" -> run.path("gate").isEmpty() ? "NO GATE" : "THE GATE SAYS NOTHING";
          default -> "NO VERDICT YET";
        };
    page.open("header").open("h1").text(name).close("h1");
    page.leaf("p", said, "class", "verdict " + (verdict.isEmpty() ? "none" : verdict));
    page.close("header");
  }

  private void facts(Markup page) {
    List<String[]> facts = new ArrayList<>();
    facts.add(new String[] {"Run", run.path("id").asText()});
    facts.add(new String[] {"Status", run.path("status").asText()});
    fact(facts, "Evaluation", run.path("evaluation"), run.path("evaluation_version"));
    fact(facts, "Dataset", run.path("dataset").path("name"), run.path("dataset").path("version"));
    JsonNode target = run.path("target");
    fact(facts, "Provider", target.path("provider"), null);
    fact(facts, "Model", target.path("model"), null);
    JsonNode counts = run.path("counts");
    StringBuilder items = new StringBuilder(Figures.count(counts.path("total")));
    for (String part : List.of("passed", "failed", "errored", "skipped", "cancelled", "cached")) {
      if (counts.path(part).asLong() > 0) {
        items.append(" · ").append(Figures.count(counts.get(part))).append(' ').append(part);
      }
    }
    facts.add(new String[] {"Items", items.toString()});
    JsonNode summary = run.path("summary");
    facts.add(
        new String[] {
          "Mean score",
          Figures.score(summary.path("mean_score"))
              + "  ("
              + Figures.range(summary.path("mean_score_interval"))
              + ")"
        });
    for (String[] time : new String[][] {{"Started", "started_at"}, {"Ended", "finished_at"}}) {
      if (run.hasNonNull(time[1])) {
        facts.add(new String[] {time[0], Figures.time(run.get(time[1]).asText())});
      }
    }
    page.open("dl");
    facts.forEach(f -> page.leaf("dt", f[0]).leaf("dd", f[1]));
    page.close("dl");
  }

  private static void fact(List<String[]> facts, String name, JsonNode value, JsonNode version) {
    if (value.isValueNode() && !value.isNull()) {
      boolean versioned = version != null && version.isNumber();
      facts.add(new String[] {name, value.asText() + (versioned ? "@" + version.asText() : "")});
    }
  }

  private void notes(Markup page) {
    if (run.path("error").hasNonNull("message")) {
      page.leaf(
          "p", Texts.of(run.get("error").get("message"), Passages.NOTE), "class", "note error");
    }
    for (JsonNode warning : run.path("warnings")) {
      page.leaf("p", Texts.of(warning.path("message"), Passages.NOTE), "class", "note");
    }
  }

  private static void unit(Markup page, JsonNode unit) {
    String status = unit.path("status").asText();
    page.open("article", "class", "item " + status);
    page.open("h3", "class", "title").text(Texts.unit(unit) + " ");
    Passages.status(page, status, status);
    page.close("h3");
    List<String> where = new ArrayList<>();
    for (String name : List.of("section", "label", "model", "finish_reason")) {
      if (unit.hasNonNull(name)) {
        where.add(name.replace('_', ' ') + " " + unit.get(name).asText());
      }
    }
    where.add("latency " + Figures.millis(unit.path("latency_ms")));
    where.add("cost " + Figures.cost(unit.path("cost")));
    page.leaf("p", String.join(" · ", where), "class", "where");
    if (unit.path("error").isObject()) {
      String code = unit.get("error").path("code").asText();
      String said = Texts.of(unit.get("error").path("message"), Passages.NOTE);
      page.leaf("p", code + ": " + said, "class", "note error");
    }
    Passages.scores(page, unit.path("scores"));
    Passages.text(page, "h4", "Input", unit.path("input"));
    Passages.text(page, "h4", "Expected", unit.path("expected"));
    Passages.text(page, "h4", "Output", unit.path("output"));
    Passages.text(page, "h4", "Tool calls", unit.path("tool_calls"));
    Passages.text(page, "h4", "Refusal", unit.path("refusal"));
    page.close("article");
  }
}
