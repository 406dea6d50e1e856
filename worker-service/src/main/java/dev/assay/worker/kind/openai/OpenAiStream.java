package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.message.Usage;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;

/** Puts a streamed chat completion together. */
final class OpenAiStream {
  private final SseLines lines = new SseLines(this::payload);
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final StreamedToolCalls toolCalls = new StreamedToolCalls();
  private ArrayNode logprobs;
  private String finishReason;
  private Usage usage;
  private String model;
  private String id;
  private ProviderError error;
  private boolean unreadable;
  private boolean started;
  private boolean done;

  void add(byte[] piece) {
    lines.add(piece);
  }

  boolean done() {
    return done;
  }

  boolean started() {
    return started;
  }

  String text() {
    return text.isEmpty() ? null : text.toString();
  }

  Decoded decode() {
    lines.end();
    if (error != null) {
      return new Decoded.Problem(error);
    }
    if (unreadable) {
      return new Decoded.Unreadable("an event of the stream is not JSON");
    }
    if (finishReason == null) {
      // [DONE] without a finish reason is some servers' way; an end without either is a cut.
      if (!done || !started) {
        return new Decoded.Unreadable("the stream ended before the answer did");
      }
    }
    ArrayNode calls = toolCalls.all();
    boolean refused = !refusal.isEmpty();
    ObjectNode probabilities = null;
    if (logprobs != null) {
      probabilities = JsonNodeFactory.instance.objectNode();
      probabilities.set("content", logprobs);
    }
    return new Decoded.Answered(
        new AnswerDraft(
            OpenAiAnswer.output(text.toString(), calls != null || refused),
            calls,
            finishReason,
            refused ? refusal.toString() : null,
            probabilities,
            usage,
            model,
            id));
  }

  private void payload(String payload) {
    if (done || error != null || unreadable) {
      return;
    }
    if (payload.equals("[DONE]")) {
      done = true;
      return;
    }
    try {
      event(Json.mapper().readTree(payload));
    } catch (JsonProcessingException e) {
      unreadable = true;
    }
  }

  private void event(JsonNode json) {
    error = OpenAiErrors.inside(json);
    if (error != null) {
      return;
    }
    if (model == null) {
      model = OpenAiAnswer.textOrNull(json.path("model"));
    }
    if (id == null) {
      id = OpenAiAnswer.textOrNull(json.path("id"));
    }
    if (json.path("usage").isObject()) {
      usage = OpenAiUsage.of(json.get("usage"));
    }
    for (JsonNode choice : json.path("choices")) {
      if (choice.path("index").asInt(0) == 0) {
        choice(choice);
      }
    }
  }

  private void choice(JsonNode choice) {
    JsonNode delta = choice.path("delta");
    started |= append(text, delta.path("content"));
    started |= append(refusal, delta.path("refusal"));
    for (JsonNode call : delta.path("tool_calls")) {
      toolCalls.add(call);
      started = true;
    }
    JsonNode probabilities = choice.path("logprobs").path("content");
    if (probabilities.isArray()) {
      logprobs = logprobs == null ? JsonNodeFactory.instance.arrayNode() : logprobs;
      logprobs.addAll((ArrayNode) probabilities);
    }
    String reason = OpenAiAnswer.textOrNull(choice.path("finish_reason"));
    if (reason != null) {
      finishReason = reason;
    }
  }

  private static boolean append(StringBuilder target, JsonNode piece) {
    if (!piece.isTextual() || piece.asText().isEmpty()) {
      return false;
    }
    target.append(piece.asText());
    return true;
  }
}
