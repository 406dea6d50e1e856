package dev.assay.worker.kind.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Usage;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.answer.FinishReasons;

/** What a model said, put together from content blocks; what it thought stands beside it. */
final class ConverseAnswer {
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final ArrayNode toolCalls = JsonNodeFactory.instance.arrayNode();

  /** Reads a Converse response that came in one piece. */
  static Decoded decode(JsonNode json, String requestId) {
    JsonNode content = json.path("output").path("message").path("content");
    if (!content.isArray() || !json.path("stopReason").isTextual()) {
      return new Decoded.Unreadable("the body has no output.message or no stopReason");
    }
    ConverseAnswer answer = new ConverseAnswer();
    for (JsonNode block : content) {
      if (block.path("text").isTextual()) {
        answer.text(block.get("text").asText());
      }
      answer.thought(block.path("reasoningContent").path("reasoningText").path("text"));
      JsonNode use = block.path("toolUse");
      if (use.isObject()) {
        answer.toolUse(textOrNull(use, "toolUseId"), textOrNull(use, "name"), use.path("input"));
      }
    }
    return answer.decoded(json.get("stopReason").asText(), usage(json.path("usage")), requestId);
  }

  void text(String piece) {
    text.append(piece);
  }

  void thought(JsonNode piece) {
    if (piece.isTextual()) {
      reasoning.append(piece.asText());
    }
  }

  String textSoFar() {
    return text.isEmpty() ? null : text.toString();
  }

  void toolUse(String id, String name, JsonNode input) {
    toolCalls.addObject().put("id", id).put("name", name).set("arguments", input);
  }

  /** A call whose input came as pieces of JSON text; what is not JSON is kept as the text it is. */
  void toolUse(String id, String name, String input) {
    toolUse(id, name, parse(input));
  }

  Decoded decoded(String stopReason, Usage usage, String requestId) {
    ArrayNode calls = toolCalls.isEmpty() ? null : toolCalls;
    return FinishReasons.decoded(
        new AnswerDraft(
            text.isEmpty() && calls != null ? null : TextNode.valueOf(text.toString()),
            calls,
            stopReason,
            null,
            null,
            usage,
            null,
            requestId,
            reasoning.isEmpty() ? null : reasoning.toString()),
        null);
  }

  /**
   * Tokens; what Bedrock read from or wrote to its cache stands beside {@code inputTokens} and is
   * input all the same. Null when it is missing or makes no sense.
   */
  static Usage usage(JsonNode usage) {
    long input = count(usage.path("inputTokens"));
    long output = count(usage.path("outputTokens"));
    if (input < 0 || output < 0) {
      return null;
    }
    long cached = Math.max(0, count(usage.path("cacheReadInputTokens")));
    long written = Math.max(0, count(usage.path("cacheWriteInputTokens")));
    return new Usage(
        input + cached + written, cached, output, 0, written == 0 ? null : (Long) written);
  }

  static String textOrNull(JsonNode node, String field) {
    return node.path(field).isTextual() ? node.get(field).asText() : null;
  }

  private static JsonNode parse(String input) {
    if (input.isBlank()) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      return Json.foreign().readTree(input);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(input);
    }
  }

  /** -1 when it is not a whole number from 0. */
  private static long count(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.asLong() >= 0
        ? node.asLong()
        : -1;
  }
}
