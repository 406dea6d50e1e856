package dev.assay.worker.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/**
 * The parts of a chat completions request that matter here.
 *
 * @param model asked for
 * @param prompt text of the last user message
 * @param promptChars characters of all messages
 * @param stream answer piece by piece
 * @param usageInStream end the stream with usage
 * @param seed of the request, as text; empty when none
 */
record ChatRequest(
    String model,
    String prompt,
    int promptChars,
    boolean stream,
    boolean usageInStream,
    String seed) {

  /**
   * Reads a body.
   *
   * @throws IllegalArgumentException with a sentence when it is not such a request
   */
  static ChatRequest of(Buffer body) {
    JsonNode json;
    try {
      json = Json.mapper().readTree(body.getBytes());
    } catch (IOException e) {
      throw new IllegalArgumentException("the body is not JSON", e);
    }
    if (json == null || !json.path("messages").isArray() || json.path("messages").isEmpty()) {
      throw new IllegalArgumentException("messages is a list with at least one message");
    }
    int chars = 0;
    String prompt = "";
    for (JsonNode message : json.get("messages")) {
      String text = text(message.path("content"));
      chars += text.length();
      if ("user".equals(message.path("role").asText())) {
        prompt = text;
      }
    }
    return new ChatRequest(
        json.path("model").asText("simulated"),
        prompt,
        chars,
        json.path("stream").asBoolean(),
        json.path("stream_options").path("include_usage").asBoolean(),
        json.path("seed").asText(""));
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.path("text").asText(""));
    }
    return text.toString();
  }
}
