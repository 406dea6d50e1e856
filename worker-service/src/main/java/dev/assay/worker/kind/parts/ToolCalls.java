package dev.assay.worker.kind.parts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ModelRequest.ChatMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls of tools as answers hold them, {@code {id, name, arguments}}, and as messages need them.
 */
public final class ToolCalls {
  private ToolCalls() {}

  /** A call whose arguments came as JSON. */
  public static ObjectNode call(String id, String name, JsonNode arguments) {
    ObjectNode call = JsonNodeFactory.instance.objectNode();
    call.put("id", id);
    call.put("name", name);
    call.set("arguments", arguments);
    return call;
  }

  /**
   * A call whose arguments came as JSON in a string; what is not JSON is kept as the text it is.
   */
  public static ObjectNode call(String id, String name, String arguments) {
    return call(id, name, parsed(arguments));
  }

  /** The arguments of a message's call as an object; as text when they are no JSON. */
  public static JsonNode arguments(JsonNode call) {
    JsonNode given = call.path("arguments");
    if (given.isTextual()) {
      return parsed(given.asText());
    }
    return given.isMissingNode() || given.isNull() ? JsonNodeFactory.instance.objectNode() : given;
  }

  /** The arguments of a message's call as JSON in a string. */
  public static String argumentsText(JsonNode call) {
    JsonNode given = call.path("arguments");
    return given.isTextual() ? given.asText() : arguments(call).toString();
  }

  /** Whether a message calls tools. */
  public static boolean in(ChatMessage message) {
    return message.toolCalls() != null && message.toolCalls().size() > 0;
  }

  /** The names of the functions called in a conversation, by the id of the call. */
  public static Map<String, String> names(List<ChatMessage> messages) {
    Map<String, String> names = new HashMap<>();
    for (ChatMessage message : messages) {
      if (in(message)) {
        message
            .toolCalls()
            .forEach(call -> names.put(call.path("id").asText(), call.path("name").asText()));
      }
    }
    return names;
  }

  private static JsonNode parsed(String text) {
    if (text == null || text.isBlank()) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      return Json.foreign().readTree(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }
}
