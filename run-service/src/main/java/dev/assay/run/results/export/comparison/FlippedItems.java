package dev.assay.run.results.export.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.results.export.markup.Figures;
import dev.assay.run.results.export.markup.Markup;
import dev.assay.run.results.export.markup.Passages;
import dev.assay.run.results.export.report.Texts;

/**
 * Writes the items of a pair that changed sides in one direction, both answers next to each other,
 * as many as there is room for.
 */
final class FlippedItems {
  private final Room room;
  private final String name;
  private final String base;
  private final int level;
  private final boolean regressed;
  private final int total;
  private int shown;

  /**
   * @param level of its heading; those of the items are one below it
   * @param regressed whether they passed in the baseline and fail in the other
   * @param total how many there are
   */
  FlippedItems(Room room, String name, String base, int level, boolean regressed, int total) {
    this.room = room;
    this.name = name;
    this.base = base;
    this.level = level;
    this.regressed = regressed;
    this.total = total;
  }

  byte[] head() {
    Markup page = new Markup();
    page.open("h" + level, "class", "part");
    page.text((regressed ? "Got worse: " : "Got better: ") + Figures.count(total));
    page.close("h" + level);
    String said =
        total == 0
            ? "No item, as far as they were measured."
            : "Right in %s, wrong in %s."
                .formatted(regressed ? base : name, regressed ? name : base);
    return page.leaf("p", said, "class", "quiet").bytes();
  }

  /**
   * The next one; nothing when there is no room.
   *
   * @param flip as the API shows it
   */
  byte[] item(JsonNode flip) {
    Markup page = new Markup();
    if (room.any()) {
      shown++;
      article(page, flip);
    }
    byte[] bytes = page.bytes();
    room.take(bytes.length);
    return bytes;
  }

  /** What stands behind the last one: how many were left out. */
  byte[] tail() {
    Markup page = new Markup();
    if (shown < total) {
      page.leaf(
          "p",
          "These are %s of %s, the first in the order of the dataset; GET /v1/comparisons/flips has all of them."
              .formatted(Figures.count(shown), Figures.count(total)),
          "class",
          "note");
    }
    return page.bytes();
  }

  private void article(Markup page, JsonNode flip) {
    String title = "h" + (level + 1);
    String label = "h" + (level + 2);
    page.open("article", "class", "item " + (regressed ? "failed" : "passed"));
    page.open(title, "class", "title").text(Texts.unit(flip) + " ");
    Passages.status(page, regressed ? "failed" : "passed", regressed ? "got worse" : "got better");
    page.close(title);
    if (flip.hasNonNull("section")) {
      page.leaf("p", "section " + flip.get("section").asText(), "class", "where");
    }
    page.open("div", "class", "pair");
    page.open("div");
    Passages.text(page, label, "Input", flip.path("input"));
    page.close("div").open("div");
    Passages.text(page, label, "Expected", flip.path("expected"));
    page.close("div");
    answer(page, label, base, flip.path("baseline"), regressed);
    answer(page, label, name, flip.path("other"), !regressed);
    page.close("div").close("article");
  }

  private static void answer(
      Markup page, String label, String side, JsonNode answer, boolean passed) {
    page.open("div").open(label, "class", "label").text(side + " ");
    Passages.status(page, passed ? "passed" : "failed", passed ? "passed" : "failed");
    page.close(label);
    Passages.block(page, answer.path("output"));
    Passages.scores(page, answer.path("scores"));
    page.close("div");
  }
}
