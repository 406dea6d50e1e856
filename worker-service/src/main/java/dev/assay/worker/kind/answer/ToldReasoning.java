package dev.assay.worker.kind.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.worker.kind.parts.Fields;

/**
 * What the model thought, wherever servers of chat completions put it beside the content: {@code
 * reasoning_content} or {@code reasoning}, parts of the type {@code thinking}, or {@code
 * reasoning_details}. They tell the same where there are several.
 */
public final class ToldReasoning {
  private ToldReasoning() {}

  /** Of a message, or of a piece of one; null when there is none. */
  public static String of(JsonNode message) {
    for (String name : new String[] {"reasoning_content", "reasoning"}) {
      JsonNode told = message.path(name);
      if (told.isTextual() && !told.asText().isEmpty()) {
        return told.asText();
      }
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : message.path("content")) {
      if (part.path("type").asText().equals("thinking")) {
        thinking(part.path("thinking"), text);
      }
    }
    if (text.isEmpty()) {
      for (JsonNode detail : message.path("reasoning_details")) {
        if (!Fields.append(text, detail.path("text"))) {
          Fields.append(text, detail.path("summary"));
        }
      }
    }
    return text.isEmpty() ? null : text.toString();
  }

  private static void thinking(JsonNode thinking, StringBuilder text) {
    Fields.append(text, thinking);
    thinking.forEach(part -> Fields.append(text, part.path("text")));
  }
}
