package dev.assay.run.results.export.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.words.Beginning;
import dev.assay.run.results.export.markup.Charts;
import dev.assay.run.results.export.markup.Figures;
import dev.assay.run.results.export.markup.Markup;
import java.util.StringJoiner;

/** One side against the baseline in numbers: differences, cost and time, fields, what is apart. */
final class PairNumbers {
  private static final int FIELDS = 50;
  private static final int ID = 80;

  private final Markup page;
  private final Cast cast;
  private final JsonNode against;
  private final String heading;
  private final String name;
  private final String base;

  /**
   * @param heading the element of the headings of its parts
   */
  PairNumbers(Markup page, Cast cast, JsonNode against, String heading) {
    this.page = page;
    this.cast = cast;
    this.against = against;
    this.heading = heading;
    this.name = cast.name(against.path("other").asText());
    this.base = cast.baseline();
  }

  void write() {
    new Forest(against).write(page, heading, name, base);
    title("Cost and time");
    page.leaf("p", cost());
    page.leaf("p", latency());
    times();
    fields();
    apart();
  }

  private void title(String text) {
    page.leaf(heading, text, "class", "part");
  }

  private String cost() {
    JsonNode ours = cast.side(against.path("other").asText()).path("cost");
    JsonNode theirs = cast.side(cast.comparison().path("baseline").asText()).path("cost");
    if (!ours.isNumber() || !theirs.isNumber()) {
      String unknown =
          !ours.isNumber() && !theirs.isNumber()
              ? name + " and of " + base
              : ours.isNumber() ? base : name;
      return "The cost of " + unknown + " is not known, so costs are not compared.";
    }
    double more = ours.asDouble() - theirs.asDouble();
    if (more == 0) {
      return "Both cost the same: " + Figures.cost(ours) + ".";
    }
    String share =
        theirs.asDouble() > 0
            ? " (%s %%)".formatted(Figures.signed(more / theirs.asDouble() * 100, 0))
            : "";
    return "%s cost %s, which is %s %s than %s%s."
        .formatted(
            name,
            Figures.cost(ours),
            Figures.cost(Math.abs(more)),
            more > 0 ? "more" : "less",
            base,
            share);
  }

  private String latency() {
    JsonNode paired = against.path("latency").path("difference");
    if (!paired.path("difference").isNumber()) {
      return "There are no times to compare: answers came from the cache or were pushed.";
    }
    double more = paired.get("difference").asDouble();
    StringJoiner how = new StringJoiner(", ", " (", ").");
    if (paired.path("interval").isObject()) {
      how.add(
          "95 %% interval %s to %s"
              .formatted(
                  time(paired.path("interval").path("lower").asDouble()),
                  time(paired.path("interval").path("upper").asDouble())));
    }
    if (paired.path("p").isNumber()) {
      how.add(Figures.p(paired.get("p").asDouble()));
    }
    how.add(Figures.count(paired.path("items")) + " items");
    return (more == 0
            ? name + " takes as long per item as " + base
            : "%s takes %s %s per item than %s"
                .formatted(
                    name, Figures.millis(Math.abs(more)), more > 0 ? "longer" : "less", base))
        + how;
  }

  private static String time(double ms) {
    return (ms < 0 ? "−" : ms > 0 ? "+" : "") + Figures.millis(Math.abs(ms));
  }

  private void times() {
    JsonNode ours = against.path("latency").path("other");
    JsonNode theirs = against.path("latency").path("baseline");
    if (!ours.isObject() || !theirs.isObject()) {
      return;
    }
    double longest = Math.max(ours.path("p99").asDouble(), theirs.path("p99").asDouble());
    page.open("div", "class", "charts");
    Charts.percentiles(page, "Latency of " + base, theirs, longest);
    Charts.percentiles(page, "Latency of " + name, ours, longest);
    page.close("div");
  }

  private void fields() {
    JsonNode fields = against.path("fields");
    if (fields.isEmpty()) {
      return;
    }
    title("Fields");
    page.open("div", "class", "sides");
    page.table(
        "Accuracy of fields, what lost most first", "Field", "Scorer", base, name, "Difference");
    for (int i = 0; i < Math.min(FIELDS, fields.size()); i++) {
      JsonNode field = fields.get(i);
      JsonNode by = field.path("difference");
      page.row(
          field.path("field").asText(),
          field.path("scorer").asText(),
          Figures.percent(field.path("baseline")),
          Figures.percent(field.path("other")),
          by.isNumber() ? Figures.signed(by.asDouble() * 100, 1) + " pt" : Figures.UNKNOWN);
    }
    page.endTable().close("div");
    if (fields.size() > FIELDS) {
      page.leaf(
          "p",
          Figures.count(fields.size() - FIELDS) + " fields that lost less are left out.",
          "class",
          "quiet");
    }
  }

  /** What is no part of the differences, and why. */
  private void apart() {
    title("What is not compared");
    long unmeasured = unmeasured();
    long only =
        against.path("only_baseline_count").asLong() + against.path("only_other_count").asLong();
    page.leaf(
        "p",
        "%s items are in both%s."
            .formatted(
                Figures.count(against.path("paired")), only == 0 ? ", and none in one only" : ""));
    if (unmeasured > 0) {
      page.leaf(
          "p",
          "%s of them %s not measured on both sides and decide%s nothing."
              .formatted(
                  Figures.count(unmeasured),
                  unmeasured == 1 ? "was" : "were",
                  unmeasured == 1 ? "s" : ""),
          "class",
          "note");
    }
    only(base, against.path("only_baseline"), against.path("only_baseline_count").asLong());
    only(name, against.path("only_other"), against.path("only_other_count").asLong());
  }

  private long unmeasured() {
    JsonNode items = against.path("items").path("rates");
    if (items.isObject()) {
      return items.path("unmeasured").asLong();
    }
    if (against.path("scorers").isEmpty() && !against.path("unshared").isEmpty()) {
      // They may have been, by scorers that are not the same: the first sentence says that.
      return 0;
    }
    return against.path("scorers").isEmpty()
        ? against.path("paired").asLong()
        : against.path("scorers").get(0).path("scores").path("unmeasured").asLong();
  }

  private void only(String side, JsonNode ids, long count) {
    if (count == 0) {
      return;
    }
    StringJoiner listed = new StringJoiner(", ");
    ids.forEach(id -> listed.add(Beginning.of(id.asText(), ID)));
    page.open("p", "class", "note")
        .leaf("b", "Only %s has %s".formatted(side, Figures.count(count)));
    page.leaf("span", listed.toString(), "class", "mono");
    if (count > ids.size()) {
      page.text("and " + Figures.count(count - ids.size()) + " more");
    }
    page.close("p");
  }
}
