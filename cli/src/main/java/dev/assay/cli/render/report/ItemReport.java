package dev.assay.cli.render.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.render.Amounts;
import dev.assay.cli.render.Differing;
import dev.assay.cli.render.ItemView;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.Table;
import dev.assay.common.json.Json;
import java.util.ArrayList;
import java.util.List;

/** One item of a run with everything that is known of it, for a person at a terminal. */
public final class ItemReport {
  private static final int MOST = 20_000;
  private static final int REASON = 1_000;

  private ItemReport() {}

  /**
   * Lines to print: what was sent, answered and expected, how they differ, scores and attempts.
   *
   * @param detail as the server sends it
   */
  public static List<String> of(JsonNode detail) {
    ItemView item = new ItemView(detail.path("summary"));
    JsonNode answer = detail.path("answer");
    JsonNode expected = detail.path("item").path("expected");
    List<String> lines = new ArrayList<>();
    lines.add(item.label() + "  " + Plain.line(item.status(), 20) + facts(detail, answer));
    for (JsonNode message : detail.path("prompt")) {
      block(lines, Plain.line(message.path("role").asText("prompt"), 20), message.path("content"));
    }
    if (detail.path("prompt").isEmpty()) {
      block(lines, "input", detail.path("item").path("input"));
    }
    block(lines, "answered", answer.path("output"));
    block(lines, "tool calls", answer.path("tool_calls"));
    block(lines, "refused", answer.path("refusal"));
    block(lines, "expected", expected);
    differing(lines, expected, answer.path("output"));
    error(lines, item.json().path("error"));
    scores(lines, detail.path("scores"));
    attempts(lines, detail.path("attempts"));
    return lines;
  }

  private static String facts(JsonNode detail, JsonNode answer) {
    List<String> facts = new ArrayList<>();
    if (!new ItemView(detail.path("summary")).section().isEmpty()) {
      facts.add("section " + new ItemView(detail.path("summary")).section());
    }
    if (answer.hasNonNull("model")) {
      facts.add(Plain.line(answer.get("model").asText(), 60));
    }
    if (answer.hasNonNull("finish_reason")) {
      facts.add("ended by " + Plain.line(answer.get("finish_reason").asText(), 40));
    }
    if (answer.path("latency_ms").isNumber()) {
      facts.add(Amounts.count(answer.get("latency_ms").asLong()) + " ms");
    }
    if (answer.path("tokens_in").isNumber() && answer.path("tokens_out").isNumber()) {
      facts.add(
          Amounts.count(answer.get("tokens_in").asLong())
              + " tokens in, "
              + Amounts.count(answer.get("tokens_out").asLong())
              + " out");
    }
    JsonNode spending = detail.path("spending");
    if (spending.path("billed").isNumber() || spending.path("known_billed").isNumber()) {
      facts.add(
          Amounts.cost(number(spending.path("billed")), number(spending.path("known_billed"))));
    }
    return facts.isEmpty() ? "" : "  (" + String.join(" · ", facts) + ")";
  }

  /** A title, and the text below it as it was written, made harmless. */
  private static void block(List<String> lines, String title, JsonNode content) {
    if (content.isMissingNode()
        || content.isNull()
        || (content.isContainerNode() && content.isEmpty())) {
      return;
    }
    lines.add("");
    lines.add(title.toUpperCase(java.util.Locale.ROOT));
    String text = Plain.text(content.isTextual() ? content.textValue() : pretty(content));
    String shown =
        text.length() <= MOST
            ? text
            : text.substring(0, MOST)
                + "\n… ("
                + Amounts.count(text.length())
                + " characters; --format json)";
    shown.lines().forEach(line -> lines.add("  " + line));
    if (text.isEmpty()) {
      lines.add("  (empty)");
    }
  }

  private static void differing(List<String> lines, JsonNode expected, JsonNode output) {
    JsonNode left = tree(expected);
    JsonNode right = tree(output);
    if (!left.isContainerNode() || !right.isContainerNode()) {
      return;
    }
    List<String> fields = Differing.fields(left, right);
    if (!fields.isEmpty()) {
      lines.add("");
      lines.add("FIELDS THAT DIFFER");
      fields.forEach(field -> lines.add("  " + field));
    }
  }

  private static void error(List<String> lines, JsonNode error) {
    if (error.isObject()) {
      lines.add("");
      lines.add("ERROR");
      lines.add("  " + failure(error));
    }
  }

  private static void scores(List<String> lines, JsonNode scores) {
    if (scores.isEmpty()) {
      return;
    }
    Table table = new Table(List.of("SCORER", "SCORE", "PASSED", "WHY"));
    for (JsonNode score : scores) {
      Table unused =
          table.row(
              List.of(
                  Plain.line(score.path("key").asText(), 40),
                  score.path("score").isNumber()
                      ? Amounts.score(score.get("score").asDouble())
                      : Plain.line(score.path("status").asText(Amounts.UNKNOWN), 20),
                  score.path("passed").isBoolean()
                      ? score.get("passed").asBoolean() ? "yes" : "no"
                      : Amounts.UNKNOWN,
                  score.path("error").isObject()
                      ? failure(score.get("error"))
                      : Plain.line(score.path("reason").asText(""), REASON)));
    }
    lines.add("");
    lines.addAll(table.lines());
    Table spans = SpansTable.of(scores);
    if (!spans.isEmpty()) {
      lines.add("");
      lines.addAll(spans.lines());
    }
  }

  private static void attempts(List<String> lines, JsonNode attempts) {
    if (attempts.isEmpty()) {
      return;
    }
    Table table =
        new Table(
            List.of(
                "ATTEMPT",
                "OUTCOME",
                "STATUS",
                "MS",
                "WAIT MS",
                "COST",
                "REQUEST",
                "WHAT WAS SAID"));
    for (JsonNode attempt : attempts) {
      String judge = attempt.path("judge").asText("");
      Table unused =
          table.row(
              List.of(
                  (judge.isEmpty() || judge.equals("null") ? "" : Plain.line(judge, 30) + " ")
                      + attempt.path("number").asText("?"),
                  Plain.line(attempt.path("outcome").asText(""), 30),
                  attempt.hasNonNull("http_status") ? attempt.get("http_status").asText() : "–",
                  Amounts.count(attempt.path("duration_ms").asLong()),
                  Amounts.count(attempt.path("wait_ms").asLong()),
                  Amounts.cost(number(attempt.path("cost"))),
                  Plain.line(attempt.path("request_id").asText(""), 40),
                  Plain.line(attempt.path("error").asText(""), 200)));
    }
    lines.add("");
    lines.addAll(table.lines());
  }

  private static String failure(JsonNode error) {
    return Plain.line(
        error.path("code").asText("") + ": " + error.path("message").asText(""), REASON);
  }

  private static JsonNode tree(JsonNode node) {
    if (!node.isTextual()) {
      return node;
    }
    try {
      return Json.mapper().readTree(node.textValue());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      // Text, which stands above as it is.
      return node;
    }
  }

  private static String pretty(JsonNode node) {
    return node.toPrettyString();
  }

  private static Double number(JsonNode node) {
    return node.isNumber() ? Double.valueOf(node.asDouble()) : null;
  }
}
