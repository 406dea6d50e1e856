package dev.assay.run.results.export.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.results.export.markup.Figures;
import dev.assay.run.results.export.markup.Lines;
import dev.assay.run.results.export.markup.Lines.Line;
import dev.assay.run.results.export.markup.Lines.Tone;
import dev.assay.run.results.export.markup.Markup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The differences of a pair with their intervals on one scale: items as a whole, each scorer, each
 * section and label.
 */
final class Forest {
  private static final int SLICES = 40;
  private static final double LEVEL = 0.05;

  private final JsonNode against;
  private final List<Group> groups = new ArrayList<>();

  private record Group(String title, List<Row> rows, int leftOut) {}

  private record Row(String name, JsonNode difference, JsonNode p, boolean share) {
    boolean known() {
      return difference.path("difference").isNumber();
    }
  }

  /**
   * @param against as the API shows it
   */
  Forest(JsonNode against) {
    this.against = against;
    List<Row> whole = new ArrayList<>();
    JsonNode items = against.path("items");
    if (items.isObject()) {
      JsonNode exact = items.path("mcnemar_p");
      JsonNode one = exact.isNumber() ? exact : items.path("rates").path("p");
      // Corrected where there are several sides.
      JsonNode p = items.path("p_adjusted").isNumber() ? items.get("p_adjusted") : one;
      whole.add(new Row("items passed", items.path("rates"), p, true));
    }
    for (JsonNode scorer : against.path("scorers")) {
      JsonNode scores = scorer.path("scores");
      String key = scorer.path("scorer").asText();
      whole.add(new Row(key, scores, scores.path("p_adjusted"), false));
    }
    add("Scorers", whole, 0);
    slices("Sections", "section");
    slices("Labels", "label");
  }

  /** Writes it, with what it means above and what is left out below. */
  void write(Markup page, String heading, String name, String base) {
    if (groups.isEmpty()) {
      return;
    }
    page.leaf(heading, "Differences", "class", "part");
    quiet(
        page,
        name
            + " minus "
            + base
            + ", with 95 % intervals. A filled mark is beyond chance after Holm's correction; a"
            + " ring may be chance.");
    DoubleStream all =
        groups.stream().flatMap(g -> g.rows().stream()).flatMapToDouble(Forest::drawn);
    Lines lines = Lines.ofDifferences(page, all);
    for (Group group : groups) {
      lines.group(group.title());
      group.rows().forEach(row -> lines.add(line(row)));
    }
    lines.end("← worse", "better →");
    for (Group group : groups) {
      if (group.leftOut() > 0) {
        quiet(
            page,
            "%s: %s more with larger p-values are left out."
                .formatted(group.title(), Figures.count(group.leftOut())));
      }
    }
    if (against.path("slices_left_out").asLong() > 0) {
      quiet(
          page,
          Figures.count(against.get("slices_left_out"))
              + " small sections and labels were not looked at.");
    }
  }

  private static void quiet(Markup page, String text) {
    page.leaf("p", text, "class", "quiet");
  }

  /** Those with the smallest p-values, by their difference; by scorer where nothing can pass. */
  private void slices(String title, String kind) {
    boolean passes = against.path("items").isObject();
    List<Row> rows = new ArrayList<>();
    for (JsonNode slice : against.path("slices")) {
      boolean scored = slice.hasNonNull("scorer");
      if (slice.path("kind").asText().equals(kind) && scored != passes) {
        JsonNode scores = slice.path("scores");
        String name = slice.path("name").asText();
        rows.add(
            new Row(
                scored ? name + " · " + slice.get("scorer").asText() : name,
                scores,
                scores.path("p_adjusted"),
                !scored));
      }
    }
    List<Row> shown = new ArrayList<>(rows.subList(0, Math.min(SLICES, rows.size())));
    shown.sort(Comparator.comparingDouble(row -> row.difference().path("difference").asDouble()));
    add(title, shown, rows.size() - shown.size());
  }

  private void add(String title, List<Row> rows, int leftOut) {
    List<Row> known = rows.stream().filter(Row::known).toList();
    if (!known.isEmpty()) {
      groups.add(new Group(title, known, leftOut));
    }
  }

  private static DoubleStream drawn(Row row) {
    JsonNode interval = row.difference().path("interval");
    return Stream.of(
            row.difference().path("difference"), interval.path("lower"), interval.path("upper"))
        .filter(JsonNode::isNumber)
        .mapToDouble(JsonNode::asDouble);
  }

  private static Line line(Row row) {
    JsonNode d = row.difference();
    JsonNode interval = d.path("interval");
    boolean ranged = interval.isObject();
    double by = d.get("difference").asDouble();
    boolean filled = row.p().isNumber() && row.p().asDouble() <= LEVEL;
    return new Line(
        row.name(),
        by,
        ranged ? (Double) interval.path("lower").asDouble() : null,
        ranged ? (Double) interval.path("upper").asDouble() : null,
        !filled ? Tone.OPEN : by > 0 ? Tone.GOOD : by < 0 ? Tone.BAD : Tone.PLAIN,
        Sentence.end(d.get("difference"), row.share()) + (row.share() ? " pt" : ""),
        ranged
            ? "%s … %s"
                .formatted(
                    Sentence.end(interval.path("lower"), row.share()),
                    Sentence.end(interval.path("upper"), row.share()))
            : "",
        (row.p().isNumber() ? Figures.p(row.p().asDouble()) + " · " : "")
            + Figures.count(d.path("items"))
            + (d.path("items").asLong() == 1 ? " item" : " items"));
  }
}
