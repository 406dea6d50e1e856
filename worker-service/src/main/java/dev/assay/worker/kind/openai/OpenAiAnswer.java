package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;

/** Reads a chat completion that came in one piece. */
final class OpenAiAnswer {
  private OpenAiAnswer() {}

  static Decoded decode(JsonNode json) {
    JsonNode choice = json.path("choices").path(0);
    JsonNode message = choice.path("message");
    if (!message.isObject()) {
      return new Decoded.Unreadable("the body has no choices[0].message");
    }
    JsonNode toolCalls = toolCalls(message.path("tool_calls"));
    String refusal = textOrNull(message.path("refusal"));
    String text = content(message.path("content"));
    return new Decoded.Answered(
        new AnswerDraft(
            output(text, toolCalls != null || refusal != null),
            toolCalls,
            textOrNull(choice.path("finish_reason")),
            refusal,
            presentOrNull(choice.path("logprobs")),
            OpenAiUsage.of(json.path("usage")),
            textOrNull(json.path("model")),
            textOrNull(json.path("id"))));
  }

  /** An empty text is an answer, unless something else was given in its place. */
  static JsonNode output(String text, boolean somethingElse) {
    if (text == null || text.isEmpty()) {
      return somethingElse ? null : TextNode.valueOf("");
    }
    return TextNode.valueOf(text);
  }

  static ObjectNode toolCall(String id, String name, String arguments) {
    ObjectNode call = JsonNodeFactory.instance.objectNode();
    call.put("id", id);
    call.put("name", name);
    call.set("arguments", arguments(arguments));
    return call;
  }

  /** Arguments travel as JSON in a string; what is not JSON is kept as the text it is. */
  private static JsonNode arguments(String text) {
    if (text == null || text.isBlank()) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }

  private static JsonNode toolCalls(JsonNode calls) {
    if (!calls.isArray() || calls.isEmpty()) {
      return null;
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode(calls.size());
    for (JsonNode call : calls) {
      JsonNode function = call.path("function");
      JsonNode arguments = function.path("arguments");
      all.add(
          toolCall(
              textOrNull(call.path("id")),
              textOrNull(function.path("name")),
              arguments.isTextual() ? arguments.asText() : arguments.toString()));
    }
    return all;
  }

  /** Text, or the text parts of an array of parts joined. */
  private static String content(JsonNode content) {
    if (!content.isArray()) {
      return textOrNull(content);
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.path("text").asText(""));
    }
    return text.toString();
  }

  static String textOrNull(JsonNode node) {
    return node.isTextual() ? node.asText() : null;
  }

  static JsonNode presentOrNull(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? null : node;
  }
}
