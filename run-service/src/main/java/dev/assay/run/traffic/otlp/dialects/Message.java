package dev.assay.run.traffic.otlp.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One message of any dialect on its way into the one form. */
final class Message {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String role;
  private final List<JsonNode> parts = new ArrayList<>();
  private final ArrayNode calls = JSON.arrayNode();
  private final List<ObjectNode> results = new ArrayList<>();
  private final List<String> reasoning = new ArrayList<>();

  private Message(String role) {
    this.role = role;
  }

  /**
   * In the one form: one message, or several where one holds what several tools gave back.
   *
   * @param said in any form; also wrapped in {@code {message: …}}
   * @param role of a message that names none
   */
  static List<ObjectNode> of(JsonNode said, String role) {
    JsonNode inner = said.path("message").isObject() ? said.get("message") : said;
    String named = Values.text(Values.some(inner.get("role")));
    String outer = Values.text(Values.some(said.get("role")));
    Message message = new Message(named != null ? named : outer != null ? outer : role);
    message.content(inner.get("content"));
    message.content(inner.get("parts"));
    message.content(inner.get("contents"));
    inner.path("tool_calls").forEach(message::call);
    return message.written(inner);
  }

  private void content(JsonNode content) {
    if (content == null || content.isNull()) {
      return;
    }
    if (content.isArray()) {
      content.forEach(this::part);
    } else {
      part(content);
    }
  }

  private void part(JsonNode given) {
    JsonNode part = given.path("message_content").isObject() ? given.get("message_content") : given;
    switch (part.path("type").asText()) {
      case "tool_call", "tool-call" -> call(part);
      case "tool_call_response", "tool-result" -> result(part);
      case "reasoning" -> reasoning.add(Values.text(first(part, "content", "text")));
      case "text" -> parts.add(first(part, "text", "content"));
      default -> parts.add(part);
    }
  }

  private void call(JsonNode given) {
    JsonNode call = given.path("tool_call").isObject() ? given.get("tool_call") : given;
    JsonNode function = call.path("function").isObject() ? call.get("function") : call;
    ObjectNode written = calls.addObject();
    written.set("id", first(call, "id", "toolCallId"));
    written.set("name", first(function, "name", "toolName"));
    written.set("arguments", Values.read(first(function, "arguments", "input", "args")));
  }

  private void result(JsonNode part) {
    JsonNode output = first(part, "response", "result", "output");
    // Vercel's SDK says of a value whether it is a text or JSON.
    boolean typed = output.isObject() && output.has("type") && output.has("value");
    JsonNode value = typed ? output.get("value") : output;
    ObjectNode result = JSON.objectNode().put("role", "tool");
    result.set("content", value.isTextual() ? value : JSON.textNode(value.toString()));
    result.set("tool_call_id", first(part, "id", "toolCallId"));
    results.add(result);
  }

  private List<ObjectNode> written(JsonNode said) {
    if (!results.isEmpty() && parts.isEmpty() && calls.isEmpty()) {
      return results;
    }
    ObjectNode message = JSON.objectNode().put("role", role);
    message.set("content", content());
    if (!reasoning.isEmpty()) {
      message.put("reasoning", String.join("\n", reasoning));
    }
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
    }
    JsonNode answers = Values.some(first(said, "tool_call_id", "id"));
    if (role.equals("tool") && answers != null) {
      message.set("tool_call_id", answers);
    }
    List<ObjectNode> all = new ArrayList<>(List.of(message));
    all.addAll(results);
    return all;
  }

  /** A text where there is nothing but text, else the parts. */
  private JsonNode content() {
    if (parts.isEmpty()) {
      return JSON.nullNode();
    }
    if (parts.stream().allMatch(JsonNode::isTextual)) {
      return JSON.textNode(String.join("\n", parts.stream().map(JsonNode::textValue).toList()));
    }
    ArrayNode content = JSON.arrayNode();
    for (JsonNode part : parts) {
      content.add(
          part.isTextual() ? JSON.objectNode().put("type", "text").set("text", part) : part);
    }
    return content;
  }

  private static JsonNode first(JsonNode of, String... names) {
    for (String name : names) {
      JsonNode value = of.get(name);
      if (value != null && !value.isNull()) {
        return value;
      }
    }
    return JSON.nullNode();
  }
}
