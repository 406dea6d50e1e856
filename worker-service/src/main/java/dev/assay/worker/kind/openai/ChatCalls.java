package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.ToolCalls;

/** Tool calls of a message, as {@code tool_calls} or in the form that was before them. */
final class ChatCalls {
  private ChatCalls() {}

  /** Those of a whole message; null when there are none. */
  static ArrayNode whole(JsonNode message) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      all.add(
          ToolCalls.call(
              Fields.text(call.path("id")),
              Fields.text(function.path("name")),
              arguments(function.path("arguments"))));
    }
    JsonNode single = message.path("function_call");
    if (all.isEmpty() && single.path("name").isTextual()) {
      all.add(
          ToolCalls.call(null, single.get("name").asText(), arguments(single.path("arguments"))));
    }
    return all.isEmpty() ? null : all;
  }

  /** Arguments as JSON text; some servers give them as the JSON itself. Empty for none. */
  static String arguments(JsonNode arguments) {
    return arguments.isContainerNode() ? arguments.toString() : arguments.asText("");
  }
}
