package dev.assay.run.traffic.improve.proposals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import java.util.List;

/**
 * An answer that was corrected. Of what is long it holds the beginning.
 *
 * @param input what was asked
 * @param answer what was answered
 * @param correction what counts as right
 * @param wrong paths in which the two differ
 * @param note what somebody said of it, null for nothing
 */
public record Sample(
    JsonNode input, JsonNode answer, JsonNode correction, List<String> wrong, String note) {
  /** A document of many pages tells no more of what went wrong than its beginning. */
  static final int LONGEST = 12_000;

  private static final int MOST_PATHS = 100;

  /** Cut where it is long: what a run has of such samples is more than a process holds. */
  public Sample {
    input = cut(input);
    answer = cut(answer);
    correction = cut(correction);
    note = note == null ? null : cut(TextNode.valueOf(note)).textValue();
  }

  /** As JSON on one line: no text in it can be taken for a line of ours. */
  String shown() {
    ObjectNode shown = Json.mapper().createObjectNode();
    shown.set("input", input);
    shown.set("answer", answer);
    shown.set("correction", correction);
    wrong.stream().limit(MOST_PATHS).forEach(shown.putArray("wrong")::add);
    if (note != null) {
      shown.put("note", note);
    }
    return shown.toString();
  }

  private static JsonNode cut(JsonNode value) {
    if (value == null) {
      return null;
    }
    String text = value.isTextual() ? value.textValue() : value.toString();
    if (text.length() <= LONGEST) {
      return value;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return TextNode.valueOf(
        text.substring(0, end) + " … (" + (text.length() - end) + " characters more)");
  }
}
