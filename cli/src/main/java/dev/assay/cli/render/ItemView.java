package dev.assay.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One item of a run as the server lists it.
 *
 * @param json as the server sends it
 */
public record ItemView(JsonNode json) {
  private static final int TEXT = 60;

  /** Position and id. */
  public String label() {
    String id = first("item_id", "id");
    String repeat = json.path("repeat").asInt(0) > 0 ? "/" + json.get("repeat").asInt() : "";
    return "#" + json.path("position").asText("?") + repeat + (id.isEmpty() ? "" : " " + id);
  }

  /** Its status on the wire. */
  public String status() {
    return json.path("status").asText("");
  }

  /** Its section, empty when it has none. */
  public String section() {
    return first("section");
  }

  /** {@code scorer 0.250, …} in the order the server gives. */
  public String scores() {
    List<String> parts = new ArrayList<>();
    JsonNode scores = json.path("scores");
    if (scores.isObject()) {
      scores.properties().forEach(e -> parts.add(score(e.getKey(), e.getValue())));
    } else {
      scores.forEach(
          s -> parts.add(score(s.path("key").asText(s.path("scorer").asText("score")), s)));
    }
    return String.join(", ", parts);
  }

  /**
   * What went wrong; else what was expected beside what was answered; else why a score is low, or
   * the answer: the most telling text there is.
   */
  public String reason() {
    JsonNode error = json.path("error");
    if (error.isObject()) {
      String message = error.path("message").asText(error.path("detail").asText(""));
      return Plain.line(error.path("code").asText("") + " " + message, TEXT);
    }
    if (error.isTextual()) {
      return Plain.line(error.asText(), TEXT);
    }
    String expected = json.path("expected").asText("");
    String output = json.path("output").asText("");
    boolean differs =
        !status().equals("passed")
            && json.hasNonNull("expected")
            && json.hasNonNull("output")
            && !expected.equals(output);
    String reason = scorersReason();
    if (differs) {
      // A judge's reason says more than two long texts; both fit.
      return Differing.text(expected, output) + (reason.isEmpty() ? "" : ". " + reason);
    }
    return reason.isEmpty() ? first("output", "answer", "output_preview") : reason;
  }

  /** Of the first scorer that missed its threshold and says why, else of the first that says. */
  private String scorersReason() {
    String any = "";
    for (JsonNode score : json.path("scores")) {
      String reason = Plain.line(score.path("reason").asText(""), TEXT);
      if (score.hasNonNull("reason")
          && score.path("passed").isBoolean()
          && !score.get("passed").asBoolean()) {
        return reason;
      }
      any = any.isEmpty() && score.hasNonNull("reason") ? reason : any;
    }
    return any;
  }

  private String score(String key, JsonNode value) {
    JsonNode number = value.isNumber() ? value : value.path("score");
    String text =
        number.isNumber()
            ? Amounts.score(number.asDouble())
            : value.path("status").asText(Amounts.UNKNOWN);
    return Plain.line(key, 40) + " " + Plain.line(text, 20);
  }

  private String first(String... names) {
    for (String name : names) {
      JsonNode node = json.path(name);
      if (!node.isMissingNode() && !node.isNull()) {
        return Plain.line(node.isValueNode() ? node.asText() : node.toString(), TEXT);
      }
    }
    return "";
  }
}
