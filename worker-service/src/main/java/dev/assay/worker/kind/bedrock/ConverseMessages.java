package dev.assay.worker.kind.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.part.ModelRequest.ChatMessage;
import java.util.List;

/**
 * A conversation as Converse takes it: system apart, user and assistant in turns. Neighbours of the
 * same side become one message, and what a tool gave belongs to the user's side.
 *
 * @param system blocks, empty for none
 * @param messages in order
 * @param toolUse whether a tool was called in it
 */
record ConverseMessages(ArrayNode system, ArrayNode messages, boolean toolUse) {

  static ConverseMessages of(List<ChatMessage> conversation) {
    ArrayNode system = JsonNodeFactory.instance.arrayNode();
    ArrayNode messages = JsonNodeFactory.instance.arrayNode();
    boolean toolUse = false;
    for (ChatMessage message : conversation) {
      String role = message.role();
      if ("system".equals(role) || "developer".equals(role)) {
        ConverseContent.add(message.content(), system);
        continue;
      }
      ArrayNode blocks = side(messages, "assistant".equals(role) ? "assistant" : "user");
      if ("tool".equals(role)) {
        toolUse = true;
        result(message, blocks);
      } else {
        ConverseContent.add(message.content(), blocks);
        toolUse |= calls(message.toolCalls(), blocks);
      }
    }
    return new ConverseMessages(system, messages, toolUse);
  }

  private static ArrayNode side(ArrayNode messages, String role) {
    if (!messages.isEmpty()) {
      JsonNode last = messages.get(messages.size() - 1);
      if (last.path("role").asText().equals(role)) {
        return (ArrayNode) last.get("content");
      }
    }
    return messages.addObject().put("role", role).putArray("content");
  }

  private static boolean calls(JsonNode calls, ArrayNode blocks) {
    if (calls == null || !calls.isArray()) {
      return false;
    }
    for (JsonNode call : calls) {
      ObjectNode use = blocks.addObject().putObject("toolUse");
      use.put("toolUseId", call.path("id").asText());
      use.put("name", call.path("name").asText());
      JsonNode arguments = call.path("arguments");
      use.set("input", arguments.isObject() ? arguments : JsonNodeFactory.instance.objectNode());
    }
    return !calls.isEmpty();
  }

  private static void result(ChatMessage message, ArrayNode blocks) {
    ObjectNode result = blocks.addObject().putObject("toolResult");
    result.put("toolUseId", message.toolCallId());
    ArrayNode content = result.putArray("content");
    if (message.content() != null && message.content().isObject()) {
      content.addObject().set("json", message.content());
    } else {
      ConverseContent.add(message.content(), content);
    }
  }
}
