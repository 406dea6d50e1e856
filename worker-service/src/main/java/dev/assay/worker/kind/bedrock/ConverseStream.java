package dev.assay.worker.kind.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Usage;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the events of a ConverseStream together. The answer is whole with its last event, the
 * metadata that brings the usage; a stream that ends before that was cut.
 */
final class ConverseStream {
  private final EventFrames frames = new EventFrames(this::message);
  private final ConverseAnswer answer = new ConverseAnswer();
  private final TreeMap<Integer, ToolUse> toolUses = new TreeMap<>();
  private final BedrockErrors errors;
  private String stopReason;
  private Usage usage;
  private ProviderError error;
  private boolean unreadable;
  private boolean started;
  private boolean done;

  private record ToolUse(String id, String name, StringBuilder input) {}

  ConverseStream(BedrockErrors errors) {
    this.errors = errors;
  }

  void add(byte[] piece) {
    frames.add(piece);
  }

  /** Whether the answer is whole, or will never be. */
  boolean done() {
    return done || error != null;
  }

  boolean started() {
    return started;
  }

  String text() {
    return answer.textSoFar();
  }

  Decoded decode(String requestId) {
    if (error != null) {
      return new Decoded.Problem(error);
    }
    if (unreadable) {
      return new Decoded.Unreadable("an event of the stream is not JSON");
    }
    if (frames.broken() != null) {
      return new Decoded.Unreadable(frames.broken());
    }
    if (!done || frames.inside()) {
      return new Decoded.Unreadable("the stream ended before the answer did");
    }
    toolUses.values().forEach(use -> answer.toolUse(use.id(), use.name(), use.input().toString()));
    return answer.decoded(stopReason, usage, requestId);
  }

  private void message(Map<String, String> headers, byte[] payload) {
    if (error != null || unreadable) {
      return;
    }
    String type = headers.getOrDefault(":message-type", "event");
    JsonNode body = parse(payload);
    switch (type) {
      case "exception" -> error = errors.inside(headers.get(":exception-type"), body);
      case "error" ->
          error =
              new ProviderError(headers.get(":error-code"), null, headers.get(":error-message"));
      default -> {
        if (body == null) {
          unreadable = true;
        } else {
          event(headers.getOrDefault(":event-type", ""), body);
        }
      }
    }
  }

  private void event(String type, JsonNode body) {
    switch (type) {
      case "contentBlockStart" -> start(body);
      case "contentBlockDelta" -> delta(body);
      case "messageStop" -> stopReason = ConverseAnswer.textOrNull(body, "stopReason");
      case "metadata" -> {
        usage = ConverseAnswer.usage(body.path("usage"));
        done = stopReason != null;
      }
      default -> {
        // messageStart, contentBlockStop and what may be added later carry nothing of the answer.
      }
    }
  }

  private void start(JsonNode body) {
    JsonNode use = body.path("start").path("toolUse");
    if (use.isObject()) {
      started = true;
      toolUses.put(
          body.path("contentBlockIndex").asInt(0),
          new ToolUse(
              ConverseAnswer.textOrNull(use, "toolUseId"),
              ConverseAnswer.textOrNull(use, "name"),
              new StringBuilder()));
    }
  }

  private void delta(JsonNode body) {
    started = true;
    JsonNode delta = body.path("delta");
    if (delta.path("text").isTextual()) {
      answer.text(delta.get("text").asText());
    }
    answer.thought(delta.path("reasoningContent").path("text"));
    ToolUse use = toolUses.get(body.path("contentBlockIndex").asInt(0));
    if (use != null) {
      use.input().append(delta.path("toolUse").path("input").asText(""));
    }
  }

  private static JsonNode parse(byte[] payload) {
    try {
      JsonNode json = Json.foreign().readTree(payload);
      return json == null || !json.isObject() ? null : json;
    } catch (IOException e) {
      return null;
    }
  }
}
