package dev.assay.cli.render.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run would do and take, for a person at a terminal. */
public final class RehearsalReport {
  private final JsonNode preview;
  private final List<String> lines = new ArrayList<>();

  private RehearsalReport(JsonNode preview) {
    this.preview = preview;
  }

  /**
   * Lines to print.
   *
   * @param preview as {@code POST /v1/runs/preview} answers
   */
  public static List<String> of(JsonNode preview) {
    RehearsalReport report = new RehearsalReport(preview);
    report.headline();
    report.forecast(preview.path("forecast"));
    report.dryRun(preview.path("rehearsal"));
    report.warnings();
    return report.lines;
  }

  private void headline() {
    lines.add("");
    lines.add(
        "REHEARSAL  %s  (nothing was launched)"
            .formatted(
                Plain.line(preview.path("name").asText(""), 80)
                    + (preview.hasNonNull("alias")
                        ? " / " + Plain.line(preview.get("alias").asText(), 40)
                        : "")));
    lines.add(
        "%s items × %s, %s at a time, %s scorers"
            .formatted(
                Amounts.count(preview.path("items").asLong()),
                Amounts.count(preview.path("repeats").asLong(1)),
                Amounts.count(preview.path("concurrency").asLong()),
                Amounts.count(preview.path("scorers").asLong())));
  }

  private void forecast(JsonNode forecast) {
    if (!forecast.isObject()) {
      return;
    }
    lines.add("");
    Table table = new Table(List.of("FORECAST", "LOW", "EXPECTED", "HIGH"));
    // Where answers are pushed only judges are called.
    if (forecast.hasNonNull("calls")) {
      row(table, "duration", forecast.path("duration_s"), Amounts::duration);
      calls(table, "", forecast);
    }
    JsonNode inference = forecast.path("inference");
    if (inference.isObject()) {
      calls(table, "notes ", inference);
    }
    JsonNode judges = forecast.path("judges");
    if (judges.isObject()) {
      calls(table, "judge ", judges);
    }
    lines.addAll(table.lines());
    judges.path("scorers").forEach(this::judge);
    if (forecast.hasNonNull("bottleneck")) {
      limits(forecast);
    }
    lines.add("");
    lines.add("ASSUMPTIONS");
    forecast.path("assumptions").forEach(a -> lines.add("  - " + Plain.line(a.asText(), 300)));
  }

  private static void calls(Table table, String whose, JsonNode of) {
    row(table, whose + "calls", of.path("calls"), RehearsalReport::whole);
    row(table, whose + "tokens in", of.path("tokens_in"), RehearsalReport::whole);
    row(table, whose + "tokens out", of.path("tokens_out"), RehearsalReport::whole);
    row(table, whose + "cost", of.path("cost"), Amounts::cost);
  }

  private void judge(JsonNode one) {
    lines.add(
        "%s asks %s at %s: %s calls, cost %s"
            .formatted(
                Plain.line(one.path("scorer").asText(""), 40),
                Plain.line(one.path("model").asText(""), 60),
                Plain.line(one.path("provider").asText(""), 40),
                whole(number(one.path("calls").path("expected"))),
                Amounts.cost(number(one.path("cost").path("expected")))));
  }

  private static void row(
      Table table, String name, JsonNode range, java.util.function.Function<Double, String> text) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (String end : List.of("low", "expected", "high")) {
      cells.add(text.apply(range.path(end).isNumber() ? range.get(end).asDouble() : null));
    }
    table.row(cells);
  }

  private void limits(JsonNode forecast) {
    lines.add("");
    lines.add("What holds it back: " + Plain.line(forecast.path("bottleneck").asText(""), 40));
    for (JsonNode limit : forecast.path("limits")) {
      String name = Plain.line(limit.path("limit").asText(""), 40);
      String value = whole(limit.path("value").asDouble());
      String adds = Amounts.duration(limit.path("adds_seconds").asDouble());
      lines.add(
          limit.path("binding").asBoolean()
              ? name.equals("concurrency")
                  ? "  concurrency %s: twice as much would save %s".formatted(value, adds)
                  : "  %s %s: adds %s".formatted(name, value, adds)
              : "  %s %s: no effect".formatted(name, value));
    }
  }

  private void dryRun(JsonNode tried) {
    if (!tried.isObject()) {
      return;
    }
    lines.add("");
    lines.add(
        "DRY RUN  %s of %s items answered by the simulated provider%s"
            .formatted(
                Amounts.count(tried.path("answered").asLong()),
                Amounts.count(tried.path("items").asLong()),
                tried.hasNonNull("verdict")
                    ? ", the gate says " + Plain.line(tried.get("verdict").asText(), 20)
                    : ""));
    Table table = new Table(List.of("SCORER", "MEAN", "PASS RATE", "SCORED", "ERRORS", "SKIPPED"));
    for (Map.Entry<String, JsonNode> scorer : tried.path("scorers").properties()) {
      JsonNode trial = scorer.getValue();
      table.row(
          List.of(
              Plain.line(scorer.getKey(), 40),
              Amounts.score(number(trial.path("mean"))),
              Amounts.percent(number(trial.path("pass_rate"))),
              Amounts.count(trial.path("scored").asLong()),
              Amounts.count(trial.path("errors").asLong()),
              Amounts.count(trial.path("skipped").asLong())));
    }
    if (!table.isEmpty()) {
      lines.addAll(table.lines());
    }
    if (!tried.path("left_out").isEmpty()) {
      List<String> keys = new ArrayList<>();
      tried.path("left_out").forEach(key -> keys.add(Plain.line(key.asText(), 40)));
      lines.add("Not tried, because they ask a model or an endpoint: " + String.join(", ", keys));
    }
    tried.path("findings").forEach(f -> lines.add("! " + Plain.line(f.asText(), 400)));
  }

  private void warnings() {
    preview
        .path("warnings")
        .forEach(w -> lines.add("warning: " + Plain.line(w.path("message").asText(""), 400)));
  }

  private static String whole(Double value) {
    return value == null
        ? Amounts.UNKNOWN
        : value < 10 && value != Math.rint(value)
            ? String.format(Locale.ROOT, "%.1f", value)
            : Amounts.count(Math.round(value));
  }

  private static Double number(JsonNode node) {
    return node.isNumber() ? Double.valueOf(node.asDouble()) : null;
  }
}
