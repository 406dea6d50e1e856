package dev.assay.scoring.judge.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scoring.scorer.ScorerInput;
import java.util.ArrayList;
import java.util.List;

/**
 * An item's input as a judge reads it: a text as it is, chat messages as a transcript.
 *
 * @param text what was said
 * @param images parts of a chat message's content that are images, in order
 */
record Conversation(String text, List<JsonNode> images) {

  static Conversation of(JsonNode input) {
    if (input == null || !input.isArray() || !isChat(input)) {
      return new Conversation(ScorerInput.asText(input), List.of());
    }
    StringBuilder text = new StringBuilder();
    List<JsonNode> images = new ArrayList<>();
    for (JsonNode message : input) {
      if (text.length() > 0) {
        text.append('\n');
      }
      text.append(message.get("role").textValue()).append(": ");
      content(message.path("content"), text, images);
      if (message.hasNonNull("tool_calls")) {
        text.append(" [calls ").append(ScorerInput.asText(message.get("tool_calls"))).append(']');
      }
    }
    return new Conversation(text.toString(), List.copyOf(images));
  }

  private static boolean isChat(JsonNode input) {
    for (JsonNode message : input) {
      if (!message.path("role").isTextual()) {
        return false;
      }
    }
    return !input.isEmpty();
  }

  private static void content(JsonNode content, StringBuilder text, List<JsonNode> images) {
    if (!content.isArray()) {
      text.append(content.isMissingNode() ? "" : ScorerInput.asText(content));
      return;
    }
    for (JsonNode part : content) {
      if (part.path("text").isTextual()) {
        text.append(part.get("text").textValue());
      } else if ("image_url".equals(part.path("type").asText())) {
        images.add(part);
        text.append("[image ").append(images.size()).append(']');
      } else {
        text.append(ScorerInput.asText(part));
      }
    }
  }
}
