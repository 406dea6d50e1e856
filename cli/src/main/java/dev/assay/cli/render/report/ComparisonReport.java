package dev.assay.cli.render.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.RunView;
import dev.assay.cli.render.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A comparison as tables: the sides, then every other side against the baseline. The same tables
 * are printed on a terminal and as Markdown for a pull request.
 */
public final class ComparisonReport {
  private static final int SLICES = 8;
  private static final double NOTABLE = 0.05;

  private final JsonNode comparison;
  private final SideNames names;

  private ComparisonReport(JsonNode comparison) {
    this.comparison = comparison;
    this.names = SideNames.of(comparison);
  }

  /**
   * A part of the report.
   *
   * @param title for people
   * @param table its rows; may be empty
   * @param notes sentences below it
   */
  public record Part(String title, Table table, List<String> notes) {}

  /**
   * Lines for a terminal.
   *
   * @param comparison as the server answers
   * @param flips items that flipped, see {@link #flips}; may be empty
   */
  public static List<String> text(JsonNode comparison, List<Part> flips) {
    List<String> lines = new ArrayList<>();
    for (Part part : parts(comparison, flips)) {
      lines.add("");
      lines.add(part.title());
      if (!part.table().isEmpty()) {
        part.table().lines().forEach(line -> lines.add("  " + line));
      }
      part.notes().forEach(note -> lines.add("  " + note));
    }
    return lines;
  }

  /** Lines of Markdown. */
  public static List<String> markdown(JsonNode comparison, List<Part> flips) {
    List<String> lines = new ArrayList<>();
    for (Part part : parts(comparison, flips)) {
      lines.add((lines.isEmpty() ? "### " : "#### ") + MarkdownReport.escape(part.title()));
      lines.add("");
      if (!part.table().isEmpty()) {
        lines.addAll(part.table().markdown());
        lines.add("");
      }
      part.notes().forEach(note -> lines.add("- " + MarkdownReport.escape(note)));
      if (!part.notes().isEmpty()) {
        lines.add("");
      }
    }
    return lines;
  }

  /**
   * The items that flipped between two sides.
   *
   * @param comparison as the server answers
   * @param against which of its pairs
   * @param page as the server lists them
   * @param more how to see those that the page does not have
   */
  public static Part flips(JsonNode comparison, JsonNode against, JsonNode page, String more) {
    SideNames names = SideNames.of(comparison);
    String base = names.of(comparison.path("baseline").asText());
    String other = names.of(against.path("other").asText());
    Table table = new Table(List.of("ITEM", "SECTION", "WHAT", base, other));
    for (JsonNode flip : page.path("data")) {
      Table unused =
          table.row(
              List.of(
                  Plain.line(flip.path("item_id").asText(), 40),
                  Plain.line(flip.path("section").asText(""), 20),
                  what(flip.path("direction").asText()),
                  output(flip.path("baseline")),
                  output(flip.path("other"))));
    }
    long all = against.path("regressed").asLong() + against.path("improved").asLong();
    long left = all - page.path("data").size();
    return new Part(
        "Items that changed sides, " + other + " against " + base,
        table,
        page.hasNonNull("next_cursor")
            ? List.of((left > 0 ? Amounts.count(left) + " more" : "There are more") + ": " + more)
            : List.of());
  }

  private static String what(String direction) {
    return switch (direction) {
      case "regressed" -> "got worse";
      case "improved" -> "got better";
      default -> Plain.line(direction, 12);
    };
  }

  private static String output(JsonNode side) {
    JsonNode output = side.path("output");
    return Plain.line(output.isTextual() ? output.asText() : output.toString(), 40);
  }

  private static List<Part> parts(JsonNode comparison, List<Part> flips) {
    ComparisonReport report = new ComparisonReport(comparison);
    List<Part> parts = new ArrayList<>();
    parts.add(report.sides());
    comparison.path("comparisons").forEach(against -> parts.addAll(report.against(against)));
    flips.stream().filter(part -> !part.table().isEmpty()).forEach(parts::add);
    return parts;
  }

  private Part sides() {
    Set<String> scorers = new TreeSet<>();
    comparison
        .path("sides")
        .forEach(s -> s.path("means").properties().forEach(e -> scorers.add(e.getKey())));
    List<String> header =
        new ArrayList<>(List.of("SIDE", "MODEL", "RUN", "VERDICT", "UNITS", "PASSED", "ERRORS"));
    scorers.forEach(key -> header.add(Plain.line(key, 20)));
    header.addAll(List.of("P50 MS", "P95 MS", "COST"));
    Table table = new Table(header);
    for (JsonNode side : comparison.path("sides")) {
      List<String> row = new ArrayList<>();
      row.add(names.of(side.path("name").asText()));
      row.add(runs(side, run -> run.path("model").asText(Amounts.UNKNOWN)));
      row.add(runs(side, run -> RunView.shortId(run.path("id").asText())));
      row.add(Plain.line(side.path("runs").path(0).path("verdict").asText("–"), 12));
      row.add(Amounts.count(side.path("units").asLong()));
      row.add(Amounts.count(side.path("passed").asLong()));
      row.add(Amounts.count(side.path("errored").asLong()));
      scorers.forEach(key -> row.add(Amounts.score(number(side.path("means").path(key)))));
      row.add(whole(side.path("latency").path("p50")));
      row.add(whole(side.path("latency").path("p95")));
      row.add(Amounts.cost(number(side.path("cost"))));
      Table unused = table.row(row);
    }
    List<String> notes = new ArrayList<>();
    comparison.path("warnings").forEach(w -> notes.add("! " + Plain.line(w.asText(), 300)));
    comparison
        .path("ranking")
        .forEach(
            rank ->
                notes.add(
                    names.of(rank.path("name").asText())
                        + ": Elo "
                        + elo(rank.path("elo").asDouble())));
    return new Part(
        "Comparison against " + names.of(comparison.path("baseline").asText()), table, notes);
  }

  private List<Part> against(JsonNode against) {
    String base = names.of(comparison.path("baseline").asText());
    String other = names.of(against.path("other").asText());
    Table table =
        new Table(
            List.of(
                "MEASURE",
                base,
                other,
                "DIFFERENCE",
                "INTERVAL",
                "P",
                "ADJUSTED",
                "BETTER",
                "WORSE",
                "SAME",
                "NEEDED"));
    List<String> same = new ArrayList<>();
    passes(table, same, "items passed", against.path("items"));
    for (JsonNode scorer : against.path("scorers")) {
      String key = Plain.line(scorer.path("scorer").asText(), 30);
      JsonNode scores = scorer.path("scores");
      row(table, same, key, scores, number(scores.path("p")), number(scores.path("p_adjusted")));
      passes(table, same, key + " passed", scorer.path("passes"));
    }
    List<String> notes = new ArrayList<>();
    if (table.isEmpty() && same.isEmpty()) {
      notes.add(nothing(against, base, other));
    }
    if (!same.isEmpty()) {
      notes.add("The same on both sides: " + String.join(", ", same));
    }
    notes.add(
        "%s items paired; %s only in %s, %s only in %s"
                .formatted(
                    Amounts.count(against.path("paired").asLong()),
                    Amounts.count(against.path("only_baseline_count").asLong()),
                    base,
                    Amounts.count(against.path("only_other_count").asLong()),
                    other)
            + (against.path("regressed").isNumber()
                ? "; %s got worse, %s better"
                    .formatted(
                        Amounts.count(against.path("regressed").asLong()),
                        Amounts.count(against.path("improved").asLong()))
                : ""));
    if (!table.isEmpty() && against.path("headline").path("comparisons").asLong() > 1) {
      notes.add(
          "The first measure's ADJUSTED is after Holm over the %s comparisons with %s"
              .formatted(
                  Amounts.count(against.path("headline").path("comparisons").asLong()), base));
    }
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(other + " against " + base, table, notes));
    Table slices = slices(against);
    if (!slices.isEmpty()) {
      parts.add(new Part("Sections and labels that differ, " + other, slices, List.of()));
    }
    return parts;
  }

  private static String nothing(JsonNode against, String base, String other) {
    StringJoiner why = new StringJoiner("; ");
    against.path("unshared").forEach(u -> why.add(Plain.line(u.path("message").asText(), 120)));
    return why.length() == 0
        ? "No item was measured in both " + base + " and " + other + ", so nothing can be said."
        : "%s and %s have no scores of the same scorer (%s), so nothing can be said of which is better."
            .formatted(base, other, why);
  }

  private static Table slices(JsonNode against) {
    Table table = new Table(List.of("SLICE", "MEASURE", "DIFFERENCE", "INTERVAL", "P", "ADJUSTED"));
    StreamSupport.stream(against.path("slices").spliterator(), false)
        .filter(slice -> slice.path("scores").path("p").asDouble(1) <= NOTABLE)
        .limit(SLICES)
        .forEach(
            slice -> {
              JsonNode scores = slice.path("scores");
              Table unused =
                  table.row(
                      List.of(
                          Plain.line(slice.path("name").asText(), 30),
                          Plain.line(slice.path("scorer").asText("items passed"), 30),
                          signed(number(scores.path("difference"))),
                          interval(scores.path("interval")),
                          p(number(scores.path("p"))),
                          p(number(scores.path("p_adjusted")))));
            });
    return table;
  }

  private static void passes(Table table, List<String> same, String name, JsonNode passes) {
    if (passes.isObject()) {
      JsonNode rates = passes.path("rates");
      Double p = number(passes.path("mcnemar_p"));
      row(
          table,
          same,
          name,
          rates,
          p == null ? number(rates.path("p")) : p,
          number(passes.path("p_adjusted")));
    }
  }

  /** A row of its own only where something differs. */
  private static void row(
      Table table, List<String> same, String name, JsonNode means, Double p, Double adjusted) {
    if (means.path("wins").asLong() + means.path("losses").asLong() == 0) {
      if (means.path("baseline").isNumber()) {
        same.add(name + " " + Amounts.score(number(means.path("baseline"))));
      }
      return;
    }
    Table unused =
        table.row(
            List.of(
                name,
                Amounts.score(number(means.path("baseline"))),
                Amounts.score(number(means.path("other"))),
                signed(number(means.path("difference"))),
                interval(means.path("interval")),
                p(p),
                p(adjusted),
                Amounts.count(means.path("wins").asLong()),
                Amounts.count(means.path("losses").asLong()),
                Amounts.count(means.path("ties").asLong()),
                whole(means.path("items_needed"))));
  }

  /** What each run of a side says, once. */
  private static String runs(JsonNode side, Function<JsonNode, String> part) {
    return StreamSupport.stream(side.path("runs").spliterator(), false)
        .map(part)
        .map(said -> Plain.line(said, 30))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** Without a sign where nothing is left of it. */
  private static String elo(double value) {
    long rounded = Math.round(value);
    return rounded == 0 ? "0" : String.format(Locale.ROOT, "%+d", rounded);
  }

  private static String signed(Double value) {
    if (value == null) {
      return Amounts.UNKNOWN;
    }
    String text = String.format(Locale.ROOT, "%+.3f", value);
    return text.equals("-0.000") || text.equals("+0.000") ? "0.000" : text;
  }

  private static String interval(JsonNode interval) {
    return interval.isObject()
        ? signed(number(interval.path("lower"))) + " … " + signed(number(interval.path("upper")))
        : Amounts.UNKNOWN;
  }

  private static String p(Double value) {
    return value == null
        ? Amounts.UNKNOWN
        : value < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String whole(JsonNode value) {
    return value.isNumber() ? Amounts.count(Math.round(value.asDouble())) : Amounts.UNKNOWN;
  }

  private static Double number(JsonNode node) {
    return node.isNumber() ? Double.valueOf(node.asDouble()) : null;
  }
}
