package dev.assay.run.traffic.otlp.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Messages of any dialect in the one form {@code [{role, content, tool_calls?, tool_call_id?}]}.
 */
final class Messages {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Messages() {}

  /**
   * What was asked.
   *
   * @param said messages, an object that has them, or a prompt; also as JSON in a text
   * @param instructions of the system that stand apart, null for none
   */
  static ArrayNode asked(JsonNode said, JsonNode instructions) {
    ArrayNode messages = JSON.arrayNode();
    system(messages, Values.read(instructions));
    JsonNode value = Values.read(said);
    if (value == null) {
      return messages.isEmpty() ? null : messages;
    }
    if (value.isObject() && (value.has("messages") || value.has("prompt"))) {
      // What a client sent, or the outer prompt of Vercel's SDK.
      system(messages, Values.some(value.get("system")));
      JsonNode within = Values.some(value.get("messages"));
      addAll(messages, within == null ? value.get("prompt") : within, "user");
    } else {
      addAll(messages, value, "user");
    }
    return messages;
  }

  /** What was answered, as messages; of a single choice without a list around it, too. */
  static ArrayNode answered(JsonNode said) {
    ArrayNode messages = JSON.arrayNode();
    addAll(messages, Values.read(said), "assistant");
    return messages;
  }

  private static void system(ArrayNode messages, JsonNode instructions) {
    if (instructions == null) {
      return;
    }
    ObjectNode message = JSON.objectNode().put("role", "system");
    message.set("content", instructions);
    messages.addAll(Message.of(message, "system"));
  }

  private static void addAll(ArrayNode messages, JsonNode said, String role) {
    if (said == null) {
      return;
    }
    if (said.isArray() && !said.isEmpty() && isMessage(said.get(0))) {
      said.forEach(one -> messages.addAll(Message.of(one, role)));
    } else if (said.isObject() && isMessage(said)) {
      messages.addAll(Message.of(said, role));
    } else {
      messages.addAll(Message.of(JSON.objectNode().set("content", said), role));
    }
  }

  private static boolean isMessage(JsonNode said) {
    if (!said.isObject()) {
      return false;
    }
    // A part of a message has a type, and content as well.
    return said.has("role")
        || said.has("message")
        || said.has("tool_calls")
        || (said.has("content") && !said.has("type"));
  }

  /**
   * An answer as it is stored: its text alone where there is no more to it, and JSON where the text
   * is an object or an array.
   */
  static JsonNode answer(ArrayNode messages) {
    if (messages.isEmpty()) {
      return null;
    }
    JsonNode only = messages.get(0);
    boolean textAlone =
        messages.size() == 1
            && only.path("content").isTextual()
            && !only.has("tool_calls")
            && !only.has("tool_call_id");
    return textAlone ? Values.read(only.get("content")) : messages.size() == 1 ? only : messages;
  }
}
