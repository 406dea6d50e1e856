package dev.assay.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * One unit with everything a scorer may see.
 *
 * @param item line of items.jsonl, null when there is none
 * @param answer line of answers.jsonl
 * @param scores as the capsule has them, by key
 */
record CapsuleUnit(JsonNode item, JsonNode answer, Map<String, JsonNode> scores) {
  private static final String[] OF_THE_BODY = {
    "input", "expected", "choices", "context", "extra", "assets"
  };

  /** Position, repeat and id. */
  String name() {
    int repeat = answer.path("repeat").asInt();
    return "#"
        + answer.path("position").asInt()
        + (repeat > 0 ? "/" + repeat : "")
        + (item == null ? "" : " " + item.path("item_id").asText());
  }

  String status() {
    return answer.path("status").asText();
  }

  /**
   * Who said what is right: {@code human}, {@code inferred} by a model, or {@code assumed} because
   * it was answered.
   */
  String truth() throws IOException {
    JsonNode extra =
        item == null ? MissingNode.getInstance() : Raw.field(item, "body").path("extra");
    return extra.path("assumed").asBoolean(false)
        ? "assumed"
        : extra.path("inferred").asBoolean(false) ? "inferred" : "human";
  }

  /** The case as the scoring process takes it, with the scores that it is not to make again. */
  ObjectNode toCase(Definition definition) throws IOException {
    ObjectNode scoringCase = Json.mapper().createObjectNode();
    ObjectNode about = scoringCase.putObject("item");
    about.set("id", item.get("item_id"));
    about.set("section", item.get("section"));
    about.set("label", item.get("label"));
    JsonNode body = Raw.field(item, "body");
    for (String field : OF_THE_BODY) {
      if (body.has(field)) {
        about.set(field, body.get(field));
      }
    }
    if (body.hasNonNull("criteria")) {
      about.put("criteria", body.get("criteria").asText());
    }
    ObjectNode said = answer.path("answer").deepCopy();
    for (String field : new String[] {"output", "tool_calls"}) {
      JsonNode value = Raw.field(answer, field);
      if (!value.isMissingNode()) {
        said.set(field, value);
      }
    }
    scoringCase.set("answer", said);
    scores.forEach(
        (key, score) -> {
          // A judge's too: others combine it when its replies lead to none.
          if (!isMadeAgain(key, definition) || definition.judged().contains(key)) {
            scoringCase.withArray("/scores").add(score);
          }
        });
    ObjectNode replies = scoringCase.putObject("replies");
    for (String key : definition.judged()) {
      if (isMadeAgain(key, definition)) {
        replies.set(key, replies(key));
      }
    }
    return scoringCase;
  }

  /** Whether the scorer's score is one that can be made again; vectors of a judge are not kept. */
  boolean isMadeAgain(String key, Definition definition) {
    if (!definition.rescorableKeys().contains(key)) {
      return false;
    }
    for (JsonNode reply : replies(key)) {
      if (reply.has("vectors")) {
        return false;
      }
    }
    return true;
  }

  /** What the scorer's judge replied, empty when nobody was asked. */
  JsonNode replies(String key) {
    JsonNode score = scores.get(key);
    JsonNode replies = score == null ? null : score.path("metadata").path("replies");
    return replies != null && replies.isArray() ? replies : Json.mapper().createArrayNode();
  }

  /** Whether every scorer must have scored it. */
  boolean isDecided() {
    return List.of("passed", "failed").contains(status());
  }

  /**
   * The status that the scores ask for: any error is an error, all skipped is skipped, any
   * threshold missed is failed, else passed. Null when not every scorer of the definition has
   * scored.
   */
  String statusByScores(Definition definition) {
    if (scores.isEmpty() || !scores.keySet().equals(definition.keys())) {
      return null;
    }
    boolean allSkipped = true;
    boolean missed = false;
    for (JsonNode score : scores.values()) {
      String status = score.path("status").asText();
      if (status.equals("error")) {
        return "error";
      }
      allSkipped &= status.equals("skipped");
      missed |= score.path("passed").isBoolean() && !score.get("passed").asBoolean();
    }
    return allSkipped ? "skipped" : missed ? "failed" : "passed";
  }
}
