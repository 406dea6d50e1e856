package dev.assay.run.results.export.markup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.results.export.report.Texts;
import java.util.Map;

/** What models, datasets and people said, as text within limits. */
public final class Passages {
  /** How many items a page shows. */
  public static final int ITEMS = 100;

  /** Most characters of an input, an expectation or an answer. */
  public static final int TEXT = 10_000;

  /** Most characters of a sentence that says why. */
  public static final int NOTE = 2_000;

  /** What a box shows at once on a small screen. */
  private static final int SEEN_CHARACTERS = 500;

  private static final int SEEN_LINES = 14;

  private Passages() {}

  /**
   * A text below its name; nothing when it is absent, which a null is not.
   *
   * @param heading the element of its name, such as {@code h4}
   */
  public static void text(Markup page, String heading, String name, JsonNode value) {
    if (!value.isMissingNode()) {
      page.leaf(heading, name, "class", "label");
      block(page, value);
    }
  }

  /** A text alone; one that may be moved within its box can be reached by keyboard. */
  public static void block(Markup page, JsonNode value) {
    String text = value.isNull() || value.isMissingNode() ? "null" : Texts.of(value, TEXT);
    boolean moves = text.length() > SEEN_CHARACTERS || text.lines().count() > SEEN_LINES;
    // HTML takes a line end right behind this tag away: this one, and none of the text.
    page.open("pre", "tabindex", moves ? 0 : null).raw("\n").text(text).close("pre");
  }

  /**
   * What became of an item, by a mark and a word: a colour never stands alone.
   *
   * @param status as the API names it
   * @param words for people
   */
  public static void status(Markup page, String status, String words) {
    String mark =
        switch (status) {
          case "passed" -> "● ";
          case "failed" -> "✕ ";
          case "error" -> "! ";
          case "skipped" -> "– ";
          case "cancelled" -> "⊘ ";
          default -> "";
        };
    page.leaf("span", mark + words, "class", "status " + status);
  }

  /** What each scorer says of an answer. */
  public static void scores(Markup page, JsonNode scores) {
    if (scores.isEmpty()) {
      return;
    }
    page.open("ul", "class", "scores");
    for (Map.Entry<String, JsonNode> e : scores.properties()) {
      page.leaf("li", score(e.getKey(), e.getValue()));
    }
    page.close("ul");
  }

  private static String score(String key, JsonNode score) {
    String reason = Texts.of(score.path("reason"), NOTE);
    if (reason.isEmpty()) {
      reason = Texts.of(score.path("error").path("message"), NOTE);
    }
    String value =
        score.path("score").isNumber()
            ? Figures.score(score.get("score"))
            : score.path("status").asText(Figures.UNKNOWN);
    String passed =
        score.path("passed").isBoolean() ? score.get("passed").asBoolean() ? " ✔" : " ✘" : "";
    return key + " " + value + passed + (reason.isEmpty() ? "" : " — " + reason);
  }
}
