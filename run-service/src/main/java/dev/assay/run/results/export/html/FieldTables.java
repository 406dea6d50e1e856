package dev.assay.run.results.export.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.run.results.export.markup.Figures;
import dev.assay.run.results.export.markup.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How right structured answers were, of all and field by field; of a run over traffic by whose
 * corrections. What a summary of before does not tell apart is not known, and stands as such.
 */
final class FieldTables {
  private static final int MOST_FIELDS = 50;

  private final Markup page;
  private final JsonNode scorers;
  private final boolean traffic;

  FieldTables(Markup page, JsonNode run) {
    this.page = page;
    this.scorers = run.path("summary").path("scorers");
    this.traffic = run.path("target").path("traffic").isObject();
  }

  void write() {
    accuracy();
    scorers.properties().forEach(e -> fields(e.getKey(), e.getValue().path("fields")));
  }

  private void accuracy() {
    boolean open = false;
    for (Map.Entry<String, JsonNode> e : scorers.properties()) {
      JsonNode fields = e.getValue().path("fields");
      if (!fields.isObject()) {
        continue;
      }
      if (!open) {
        page.table(
            "Field accuracy",
            "Scorer",
            "Corrections",
            "Samples",
            "Corrected",
            "Interval",
            "Assuming accepted",
            "Matched",
            "Compared",
            "No correction");
        open = true;
      }
      row(
          e.getKey(),
          "all",
          e.getValue().path("count"),
          fields,
          Figures.count(fields.path("uncorrected")));
      if (traffic || fields.path("human").isObject()) {
        row("", "people's", fields.path("human").path("samples"), fields.path("human"), "");
        row("", "inferred", fields.path("inferred").path("samples"), fields.path("inferred"), "");
      }
    }
    if (open) {
      page.endTable();
    }
  }

  private void row(String scorer, String whose, JsonNode samples, JsonNode of, String without) {
    page.row(
        scorer,
        whose,
        Figures.count(samples),
        Figures.percent(of.path("accuracy")),
        Figures.percentRange(of.path("interval")),
        Figures.percent(of.path("accuracy_assuming_accepted")),
        Figures.count(of.path("matched")),
        Figures.count(of.path("compared")),
        without);
  }

  private void fields(String scorer, JsonNode summary) {
    JsonNode fields = summary.path("fields");
    if (fields.isEmpty()) {
      return;
    }
    boolean apart = traffic || summary.path("human").isObject();
    List<String> heads = new ArrayList<>(List.of("Field", "Accuracy", "Correct", "Errors"));
    if (apart) {
      heads.addAll(List.of("People's", "Correct", "Errors", "Inferred", "Correct", "Errors"));
    }
    heads.add("");
    page.table("Fields of " + scorer + ", most errors first", heads.toArray(String[]::new));
    for (int i = 0; i < Math.min(MOST_FIELDS, fields.size()); i++) {
      page.row(
          fields.get(i).path("field").asText(), cells(fields.get(i), apart).toArray(String[]::new));
    }
    page.endTable();
    if (fields.size() > MOST_FIELDS) {
      page.leaf("p", fields.size() - MOST_FIELDS + " fields with fewer errors are left out.");
    }
  }

  private static List<String> cells(JsonNode field, boolean apart) {
    List<String> cells = new ArrayList<>();
    cells.add(Figures.percent(field.path("accuracy")));
    cells.add(Figures.count(field.path("correct")));
    cells.add(Figures.count(field.path("errors")));
    if (apart) {
      kind(cells, human(field, "correct"), human(field, "errors"));
      kind(cells, field.path("inferred_correct"), field.path("inferred_errors"));
    }
    cells.add(field.path("band").asText());
    return cells;
  }

  /** Summaries of before have the inferred ones only; then the others were people's. */
  private static JsonNode human(JsonNode field, String what) {
    JsonNode said = field.path("human_" + what);
    JsonNode inferred = field.path("inferred_" + what);
    if (said.isNumber()) {
      return said;
    }
    return inferred.isNumber()
        ? LongNode.valueOf(field.path(what).asLong() - inferred.asLong())
        : MissingNode.getInstance();
  }

  private static void kind(List<String> cells, JsonNode correct, JsonNode errors) {
    long all = correct.asLong() + errors.asLong();
    cells.add(
        all == 0 ? Figures.UNKNOWN : Figures.percent(DoubleNode.valueOf(correct.asDouble() / all)));
    cells.add(Figures.count(correct));
    cells.add(Figures.count(errors));
  }
}
