package dev.assay.run.results.export.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.results.export.markup.Document;
import dev.assay.run.results.export.markup.Markup;
import java.util.stream.Collectors;

/** Writes a comparison as one page, piece by piece. */
final class ComparisonReport {
  private final Cast cast;
  private final Room room;

  ComparisonReport(Cast cast) {
    this.cast = cast;
    this.room = new Room(cast.pairs().size());
  }

  /** What its items may take. */
  Room room() {
    return room;
  }

  /** Everything but the items: the sentence first. */
  byte[] head() {
    String others =
        cast.pairs().stream()
            .map(against -> cast.name(against.path("other").asText()))
            .collect(Collectors.joining(", "));
    String title = others + " against " + cast.baseline();
    Markup page = Document.begin(title);
    page.leaf("p", "Comparison of %d runs".formatted(cast.runs().size()), "class", "kind");
    page.leaf("h1", title);
    for (JsonNode against : cast.pairs()) {
      Sentence said =
          Sentence.of(against, cast.name(against.path("other").asText()), cast.baseline());
      page.leaf("p", said.text(), "class", "sentence " + said.tone().style());
    }
    for (JsonNode warning : cast.comparison().path("warnings")) {
      page.leaf("p", warning.asText(), "class", "note");
    }
    new SideTables(page, cast).write();
    for (JsonNode against : cast.pairs()) {
      if (several()) {
        page.leaf("h2", title(against));
      }
      new PairNumbers(page, cast, against, several() ? "h3" : "h2").write();
    }
    return page.leaf("h2", "Items that changed sides").bytes();
  }

  /**
   * What stands before the items of a pair.
   *
   * @param none why there are no items; null when there are
   */
  byte[] pair(JsonNode against, String none) {
    Markup page = new Markup();
    if (several()) {
      page.leaf("h3", title(against));
    }
    if (none != null) {
      page.leaf("p", none);
    }
    return page.bytes();
  }

  /** The items of a pair that changed sides in one direction. */
  FlippedItems items(JsonNode against, boolean regressed, int total) {
    return new FlippedItems(
        room,
        cast.name(against.path("other").asText()),
        cast.baseline(),
        several() ? 4 : 3,
        regressed,
        total);
  }

  byte[] tail() {
    return Document.end(new Markup());
  }

  private boolean several() {
    return cast.pairs().size() > 1;
  }

  private String title(JsonNode against) {
    return cast.name(against.path("other").asText()) + " against " + cast.baseline();
  }
}
