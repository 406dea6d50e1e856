package dev.assay.run.results.export.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.words.Beginning;
import dev.assay.run.results.export.markup.Figures;
import dev.assay.run.results.export.markup.Lines;
import dev.assay.run.results.export.markup.Lines.Line;
import dev.assay.run.results.export.markup.Lines.Tone;
import dev.assay.run.results.export.markup.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The sides next to one another: what they came to, and where their definitions differ. */
final class SideTables {
  private static final int PATH = 120;

  private final Markup page;
  private final Cast cast;

  SideTables(Markup page, Cast cast) {
    this.page = page;
    this.cast = cast;
  }

  void write() {
    results();
    rates();
    definitions();
  }

  private void results() {
    page.leaf("h2", "Side by side");
    List<String> heads = new ArrayList<>(List.of(""));
    cast.sides().forEach(side -> heads.add(head(side)));
    page.open("div", "class", "sides");
    page.table("The sides and what they came to", heads.toArray(String[]::new));
    row("Run", side -> runs(side, run -> run.path("id").asText()));
    row("Name", side -> runs(side, run -> run.path("name").asText(Figures.UNKNOWN)));
    row("Model", side -> runs(side, run -> run.path("model").asText(Figures.UNKNOWN)));
    row("Status", side -> runs(side, run -> run.path("status").asText()));
    row("Verdict", side -> runs(side, run -> run.path("verdict").asText(Figures.UNKNOWN)));
    row("Evaluation", side -> versioned(side, "evaluation", "evaluation_version"));
    row("Dataset", this::dataset);
    row("Answers", side -> Figures.count(side.path("units")));
    row("● Passed", side -> Figures.count(side.path("passed")));
    row("✕ Failed", side -> Figures.count(side.path("failed")));
    row("! Errors", side -> Figures.count(side.path("errored")));
    if (cast.sides().stream().anyMatch(side -> side.path("unsettled").asLong() > 0)) {
      row("– Not settled", side -> Figures.count(side.path("unsettled")));
    }
    for (String key : cast.scorers()) {
      row("Mean of " + key, side -> Figures.score(side.path("means").path(key)));
    }
    row("Latency p50", side -> Figures.millis(side.path("latency").path("p50")));
    row("Latency p95", side -> Figures.millis(side.path("latency").path("p95")));
    row("Cost", side -> Figures.cost(side.path("cost")));
    row("Cost per answer", SideTables::each);
    if (!cast.comparison().path("ranking").isEmpty()) {
      row("Elo", this::elo);
    }
    page.endTable().close("div");
  }

  private String head(JsonNode side) {
    return cast.name(side.path("name").asText()) + (isBaseline(side) ? " (baseline)" : "");
  }

  private void row(String name, Function<JsonNode, String> cell) {
    List<String> cells = cast.sides().stream().map(cell).toList();
    boolean says = cells.stream().anyMatch(c -> !c.isEmpty() && !c.equals(Figures.UNKNOWN));
    if (says || name.startsWith("Cost")) {
      page.row(name, cells.toArray(String[]::new));
    }
  }

  /** The share that passed of each side, drawn on one scale. */
  private void rates() {
    if (cast.sides().stream().noneMatch(side -> rate(side) != null)) {
      return;
    }
    page.leaf("h3", "Pass rates", "class", "part");
    Lines lines = Lines.ofShares(page);
    for (JsonNode side : cast.sides()) {
      Double rate = rate(side);
      if (rate != null) {
        JsonNode interval = summary(side).path("pass_rate_interval");
        boolean known = interval.hasNonNull("lower");
        lines.add(
            new Line(
                cast.name(side.path("name").asText()),
                rate,
                known ? (Double) interval.get("lower").asDouble() : null,
                known ? (Double) interval.get("upper").asDouble() : null,
                Tone.PLAIN,
                String.format(Locale.ROOT, "%.1f %%", rate * 100),
                known ? Figures.percentRange(interval) : "",
                isBaseline(side) ? "baseline" : ""));
      }
    }
    lines.end("0 %", "100 %");
  }

  /** Of a single run as its own summary has it; of an alias over all answers of its runs. */
  private Double rate(JsonNode side) {
    JsonNode own = summary(side).path("pass_rate");
    if (cast.single(side.path("name").asText()) != null) {
      return own.isNumber() ? (Double) own.asDouble() : null;
    }
    // Errors alone measure nothing.
    long measured = side.path("passed").asLong() + side.path("failed").asLong();
    long of = measured + side.path("errored").asLong();
    return measured == 0 ? null : (Double) (side.path("passed").asDouble() / of);
  }

  private JsonNode summary(JsonNode side) {
    return cast.run(side.path("name").asText()).path("summary");
  }

  private void definitions() {
    page.leaf("h2", "What differs in their definitions");
    List<JsonNode> runs = new ArrayList<>();
    List<String> heads = new ArrayList<>(List.of("Path"));
    for (JsonNode side : cast.sides()) {
      String name = cast.name(side.path("name").asText());
      boolean single = side.path("runs").size() == 1;
      for (JsonNode run : side.path("runs")) {
        String id = run.path("id").asText();
        runs.add(cast.runs().get(id));
        heads.add(single ? name : name + " " + Beginning.of(id, 8));
      }
    }
    DefinitionDifferences found = DefinitionDifferences.of(runs);
    if (found.rows().isEmpty()) {
      page.leaf("p", "Nothing: all of them were asked the same, and scored by the same.");
      return;
    }
    page.open("div", "class", "sides");
    page.table("Where their definitions differ", heads.toArray(String[]::new));
    for (DefinitionDifferences.Row row : found.rows()) {
      page.row(Beginning.of(row.path(), PATH), row.values().toArray(String[]::new));
    }
    page.endTable().close("div");
    page.leaf(
        "p",
        found.leftOut() == 0
            ? "All else in their definitions is the same."
            : Figures.count(found.leftOut()) + " more differences are left out.",
        "class",
        "quiet");
  }

  private boolean isBaseline(JsonNode side) {
    return side.path("name").equals(cast.comparison().path("baseline"));
  }

  /** What each run of a side says, once. */
  private static String runs(JsonNode side, Function<JsonNode, String> part) {
    return StreamSupport.stream(side.path("runs").spliterator(), false)
        .map(part)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String versioned(JsonNode side, String field, String version) {
    return runs(
        side,
        run -> {
          JsonNode whole = cast.runs().get(run.path("id").asText());
          return whole.hasNonNull(field)
              ? whole.get(field).asText()
                  + (whole.hasNonNull(version) ? "@" + whole.get(version).asText() : "")
              : "";
        });
  }

  private String dataset(JsonNode side) {
    return runs(
        side,
        run -> {
          JsonNode dataset = cast.runs().get(run.path("id").asText()).path("dataset");
          return dataset.hasNonNull("name")
              ? dataset.get("name").asText()
                  + (dataset.hasNonNull("version") ? "@" + dataset.get("version").asText() : "")
              : Figures.UNKNOWN;
        });
  }

  private static String each(JsonNode side) {
    double units = side.path("units").asDouble();
    return side.path("cost").isNumber() && units > 0
        ? Figures.cost(side.get("cost").asDouble() / units)
        : Figures.UNKNOWN;
  }

  private String elo(JsonNode side) {
    for (JsonNode rank : cast.comparison().path("ranking")) {
      if (rank.path("name").equals(side.path("name"))) {
        return Figures.signed(rank.path("elo").asDouble(), 0);
      }
    }
    return Figures.UNKNOWN;
  }
}
