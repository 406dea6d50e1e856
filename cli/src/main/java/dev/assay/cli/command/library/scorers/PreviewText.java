package dev.assay.cli.command.library.scorers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A try-out as text. */
final class PreviewText {
  private static final int WIDE = 60;
  private static final int SENTENCE = 500;

  private PreviewText() {}

  /**
   * The report.
   *
   * @param result as the server answered
   * @param most so many items and flips
   */
  static List<String> of(JsonNode result, int most) {
    List<String> lines = new ArrayList<>();
    JsonNode s = result.path("summary");
    lines.add(
        String.format(
            Locale.ROOT,
            "%d answers · %d scored · %d errors · %d skipped",
            s.path("answers").asInt(),
            s.path("scored").asInt(),
            s.path("errors").asInt(),
            s.path("skipped").asInt()));
    if (s.hasNonNull("mean")) {
      lines.add(
          "mean " + Amounts.score(s.get("mean").asDouble()) + interval(s.path("mean_interval")));
    }
    if (s.hasNonNull("pass_rate")) {
      lines.add(
          "pass rate "
              + Amounts.percent(s.get("pass_rate").asDouble())
              + " at "
              + s.path("threshold").asText()
              + interval(s.path("pass_rate_interval")));
    }
    if (result.hasNonNull("replaces")) {
      lines.add("in the place of " + Plain.line(result.get("replaces").asText(), WIDE));
    }
    result.path("notes").forEach(note -> lines.add(Plain.line(note.asText(), SENTENCE)));
    items(lines, result.path("items"), most);
    flips(lines, result, most);
    return lines;
  }

  private static String interval(JsonNode interval) {
    return interval.isObject()
        ? " ("
            + Amounts.score(interval.path("lower").asDouble())
            + " … "
            + Amounts.score(interval.path("upper").asDouble())
            + ")"
        : "";
  }

  private static void items(List<String> lines, JsonNode items, int most) {
    if (items.isEmpty()) {
      return;
    }
    Table table = new Table(List.of("LOWEST", "SCORE", "PASSED", "BEFORE", "WHY"));
    for (int i = 0; i < Math.min(most, items.size()); i++) {
      JsonNode item = items.get(i);
      Table unused =
          table.row(
              List.of(
                  label(item),
                  score(item),
                  item.hasNonNull("passed") ? yesNo(item.get("passed")) : "–",
                  score(item.path("previous")),
                  why(item)));
    }
    lines.add("");
    lines.addAll(table.lines());
    more(lines, items.size(), most);
  }

  private static void flips(List<String> lines, JsonNode result, int most) {
    JsonNode flips = result.path("flips");
    if (result.path("items").isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(
        flips.isEmpty()
            ? "No item would have come out otherwise."
            : String.format(
                Locale.ROOT,
                "%d %s have come out otherwise: %d now passed, %d now failed",
                flips.size(),
                flips.size() == 1 ? "item would" : "items would",
                result.path("summary").path("newly_passed").asInt(),
                result.path("summary").path("newly_failed").asInt()));
    for (int i = 0; i < Math.min(most, flips.size()); i++) {
      JsonNode flip = flips.get(i);
      lines.add(
          "  "
              + label(flip)
              + "  "
              + Plain.line(flip.path("from").asText(), 20)
              + " → "
              + Plain.line(flip.path("to").asText(), 20));
    }
    more(lines, flips.size(), most);
  }

  private static void more(List<String> lines, int size, int most) {
    if (size > most) {
      lines.add("  … and " + (size - most) + " more; --show " + size + " prints all");
    }
  }

  private static String label(JsonNode item) {
    int repeat = item.path("repeat").asInt();
    return "#"
        + item.path("position").asText()
        + (repeat > 0 ? "/" + repeat : "")
        + " "
        + Plain.line(item.path("item_id").asText(), 40);
  }

  private static String score(JsonNode of) {
    return of.path("score").isNumber()
        ? Amounts.score(of.get("score").asDouble())
        : Plain.line(of.path("status").asText(Amounts.UNKNOWN), 20);
  }

  private static String yesNo(JsonNode passed) {
    return passed.asBoolean() ? "yes" : "no";
  }

  private static String why(JsonNode item) {
    JsonNode error = item.path("error");
    return Plain.line(
        error.isObject()
            ? error.path("code").asText() + " " + error.path("message").asText()
            : item.path("reason").asText(""),
        WIDE);
  }
}
