package dev.assay.cli.render.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.Table;
import java.util.ArrayList;
import java.util.List;

/** What to look at first in a run, for a person at a terminal. */
public final class HintsReport {
  private static final int LONG = 200;
  private static final int SHORT = 60;

  private HintsReport() {}

  /** Lines to print. */
  public static List<String> of(JsonNode hints) {
    List<String> lines = new ArrayList<>();
    hints.path("next_steps").forEach(step -> lines.add("- " + Plain.line(step.asText(), LONG)));
    add(lines, weakest(hints.path("weakest_fields")));
    if (!hints.path("themes").isEmpty()) {
      lines.add("");
      lines.add("WHAT NOTES SPEAK OF");
      hints.path("themes").forEach(theme -> theme(lines, theme));
    }
    String naming = naming(hints.path("naming"));
    if (!naming.isEmpty()) {
      lines.add(naming);
    }
    add(lines, failures(hints.path("failures")));
    return lines;
  }

  private static void add(List<String> lines, Table table) {
    if (!table.isEmpty()) {
      lines.add("");
      lines.addAll(table.lines());
    }
  }

  private static Table weakest(JsonNode fields) {
    Table table =
        new Table(
            List.of(
                "WEAKEST FIELD",
                "ERRORS",
                "ACCURACY",
                "PEOPLE'S ERRORS",
                "ACCURACY",
                "INFERRED ERRORS",
                "ACCURACY"));
    for (JsonNode field : fields) {
      List<String> cells = new ArrayList<>();
      cells.add(Plain.line(field.path("field").asText(), SHORT));
      for (JsonNode kind : List.of(field, field.path("human"), field.path("inferred"))) {
        JsonNode errors = kind.path("errors");
        cells.add(errors.isNumber() ? Amounts.count(errors.asLong()) : Amounts.UNKNOWN);
        JsonNode accuracy = kind.path("accuracy");
        cells.add(Amounts.percent(accuracy.isNumber() ? (Double) accuracy.asDouble() : null));
      }
      Table unused = table.row(cells);
    }
    return table;
  }

  /** The words first: they are found without a model, and the model's name is marked as its own. */
  private static void theme(List<String> lines, JsonNode theme) {
    List<String> terms = new ArrayList<>();
    theme.path("terms").forEach(term -> terms.add(Plain.line(term.asText(), SHORT)));
    JsonNode name = theme.path("name");
    String called =
        name.hasNonNull("text")
            ? "  ("
                + Plain.line(name.get("model").asText(), SHORT)
                + " calls it: "
                + Plain.line(name.get("text").asText(), SHORT)
                + ")"
            : name.hasNonNull("refused")
                ? "  (no name: " + Plain.line(name.get("refused").asText(), LONG) + ")"
                : "";
    lines.add(
        "  "
            + Amounts.count(theme.path("notes").asLong())
            + " notes: "
            + String.join(", ", terms)
            + called);
    JsonNode first = theme.path("examples").path(0);
    if (first.hasNonNull("note")) {
      lines.add("      \u201c" + Plain.line(first.get("note").asText(), LONG) + "\u201d");
    }
  }

  /** How it stands with names that a model gives; empty where none was asked. */
  private static String naming(JsonNode naming) {
    return switch (naming.path("state").asText("")) {
      case "asking" -> "  A model is being asked for names.";
      case "failed" -> "  No names came: " + Plain.line(naming.path("error").asText(), LONG);
      default -> "";
    };
  }

  private static Table failures(JsonNode failures) {
    Table table = new Table(List.of("FAILURES", "FIELDS", "CORRECTED BY", "NOTE"));
    for (JsonNode failure : failures) {
      List<String> fields = new ArrayList<>();
      failure.path("fields").forEach(field -> fields.add(field.asText()));
      Table unused =
          table.row(
              List.of(
                  Plain.line(failure.path("item_id").asText(), SHORT),
                  Plain.line(String.join(", ", fields), SHORT),
                  truth(failure.path("truth").asText("")),
                  Plain.line(failure.path("note").asText(""), SHORT)));
    }
    return table;
  }

  private static String truth(String kind) {
    return switch (kind) {
      case "human" -> "a person";
      case "inferred" -> "a model, by a note";
      case "assumed" -> "nobody";
      default -> Amounts.UNKNOWN;
    };
  }
}
