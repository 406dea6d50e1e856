package dev.assay.cli.render.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.RunView;
import dev.assay.cli.render.Table;
import java.util.ArrayList;
import java.util.List;

/** The parts of a run for a person at a terminal: sections, repeats, and leaves that differ. */
final class Breakdown {
  private static final int SECTIONS = 12;
  private static final int FIELDS = 10;

  private Breakdown() {}

  /** Tables, each after an empty line; none when the run has no such parts. */
  static List<String> lines(RunView run) {
    List<String> lines = new ArrayList<>();
    JsonNode summary = run.json().path("summary");
    add(lines, sections(summary, run.canFail()), summary.path("sections").size() - SECTIONS);
    add(lines, repeats(summary), 0);
    for (RunView.Scorer scorer : run.scorers()) {
      add(lines, fields(scorer, run.overTraffic()), 0);
    }
    return lines;
  }

  private static void add(List<String> lines, Table table, int more) {
    if (!table.isEmpty()) {
      lines.add("");
      lines.addAll(table.lines());
      if (more > 0) {
        lines.add("… and " + Amounts.count(more) + " more (--format json)");
      }
    }
  }

  private static Table sections(JsonNode summary, boolean canFail) {
    Table table =
        new Table(List.of("SECTION", "TOTAL", "PASSED", "FAILED", "ERRORS", "PASS RATE", "MEAN"));
    JsonNode sections = summary.path("sections");
    if (sections.size() < 2) {
      // One section is the whole run, which stands above.
      return table;
    }
    sections.properties().stream()
        .limit(SECTIONS)
        .forEach(
            e -> {
              JsonNode section = e.getValue();
              Table unused =
                  table.row(
                      List.of(
                          Plain.line(e.getKey(), 40),
                          Amounts.count(section.path("total").asLong()),
                          Amounts.count(section.path("passed").asLong()),
                          Amounts.count(section.path("failed").asLong()),
                          Amounts.count(section.path("errored").asLong()),
                          Amounts.percent(canFail ? number(section.path("pass_rate")) : null),
                          Amounts.score(number(section.path("mean_score")))));
            });
    return table;
  }

  /** What k answers to one item come to. */
  private static Table repeats(JsonNode summary) {
    Table table =
        new Table(List.of("OF K ANSWERS", "ONE PASSES (pass@k)", "ALL PASS (pass^k)", "ITEMS"));
    for (JsonNode at : summary.path("pass_at")) {
      Table unused =
          table.row(
              List.of(
                  at.path("k").asText("?"),
                  Amounts.percent(number(at.path("pass_at_k"))),
                  Amounts.percent(number(at.path("pass_hat_k"))),
                  Amounts.count(at.path("items").asLong())));
    }
    return table;
  }

  /** Of a run over traffic people's and inferred corrections stand beside those of all. */
  private static Table fields(RunView.Scorer scorer, boolean traffic) {
    boolean apart = traffic || scorer.fields().tellsTruths();
    List<String> heads =
        new ArrayList<>(List.of("FIELD OF " + scorer.key(), "CORRECT", "ERRORS", "ACCURACY"));
    if (apart) {
      heads.addAll(List.of("PEOPLE'S ERRORS", "ACCURACY", "INFERRED ERRORS", "ACCURACY"));
    }
    Table table = new Table(heads);
    int shown = 0;
    for (JsonNode field : scorer.json().path("fields").path("fields")) {
      if (shown == FIELDS || field.path("errors").asLong() == 0) {
        // They come with most errors first.
        break;
      }
      shown++;
      List<String> cells = new ArrayList<>();
      cells.add(Plain.line(field.path("field").asText(), 60));
      cells.add(Amounts.count(field.path("correct").asLong()));
      cells.add(Amounts.count(field.path("errors").asLong()));
      cells.add(Amounts.percent(number(field.path("accuracy"))));
      if (apart) {
        kind(cells, human(field, "correct"), human(field, "errors"));
        kind(cells, whole(field, "inferred_correct"), whole(field, "inferred_errors"));
      }
      Table unused = table.row(cells);
    }
    return table;
  }

  /** Summaries of before have the inferred ones only; then the others were people's. */
  private static Long human(JsonNode field, String what) {
    Long said = whole(field, "human_" + what);
    Long inferred = whole(field, "inferred_" + what);
    return said != null || inferred == null ? said : (Long) (field.path(what).asLong() - inferred);
  }

  private static Long whole(JsonNode field, String name) {
    return field.path(name).isNumber() ? (Long) field.path(name).asLong() : null;
  }

  private static void kind(List<String> cells, Long correct, Long errors) {
    boolean known = correct != null && errors != null;
    cells.add(known ? Amounts.count(errors) : Amounts.UNKNOWN);
    cells.add(
        known && correct + errors > 0
            ? Amounts.percent((Double) ((double) correct / (correct + errors)))
            : Amounts.UNKNOWN);
  }

  private static Double number(JsonNode node) {
    return node.isNumber() ? Double.valueOf(node.asDouble()) : null;
  }
}
