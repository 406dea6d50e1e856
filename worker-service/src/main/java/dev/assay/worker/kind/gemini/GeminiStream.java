package dev.assay.worker.kind.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Usage;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.answer.FinishReasons;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.ToolCalls;
import dev.assay.worker.kind.reading.StreamForm;

/**
 * Puts generated content together. There is no mark of the end: the last event is the one whose
 * candidate has a finish reason, or that says why the prompt was blocked.
 */
final class GeminiStream implements StreamForm {
  private final StringBuilder text = new StringBuilder();
  private final ArrayNode calls = JsonNodeFactory.instance.arrayNode();
  private boolean started;
  private boolean blocked;
  private final StringBuilder reasoning = new StringBuilder();
  private String finishReason;
  private String words;
  private JsonNode logprobs;
  private JsonNode usage;
  private String model;
  private String id;

  @Override
  public void event(JsonNode event) {
    model = event.path("modelVersion").asText(model);
    id = event.path("responseId").asText(id);
    if (event.path("usageMetadata").isObject()) {
      usage = event.get("usageMetadata");
    }
    blocked |= event.path("promptFeedback").path("blockReason").isTextual();
    tell(event.path("promptFeedback").path("blockReasonMessage"));
    JsonNode candidate = event.path("candidates").path(0);
    if (candidate.isMissingNode()) {
      return;
    }
    candidate.path("content").path("parts").forEach(this::part);
    // Older models say STOP with every event, so that only the last one counts.
    finishReason = Fields.text(candidate.path("finishReason"));
    tell(candidate.path("finishMessage"));
    if (candidate.path("logprobsResult").isObject()) {
      logprobs = candidate.get("logprobsResult");
    }
  }

  @Override
  public void mark() {
    // Not part of this form; harmless.
  }

  /** Never known before the connection ends. */
  @Override
  public boolean complete() {
    return false;
  }

  @Override
  public boolean started() {
    return started;
  }

  @Override
  public String text() {
    return text.isEmpty() ? null : text.toString();
  }

  @Override
  public Decoded decode() {
    if (finishReason == null && !blocked) {
      return new Decoded.Unreadable("the answer ended before it was finished");
    }
    String finish = finishReason == null ? Answer.CONTENT_FILTER : finishReason;
    boolean filtered = Answer.CONTENT_FILTER.equals(FinishReasons.common(finish));
    return FinishReasons.decoded(
        new AnswerDraft(
            Fields.output(text.toString(), !calls.isEmpty() || filtered),
            calls.isEmpty() ? null : calls,
            finish,
            filtered ? words : null,
            logprobs,
            usage(),
            model,
            id,
            reasoning.isEmpty() ? null : reasoning.toString()),
        words);
  }

  private void tell(JsonNode sentence) {
    words = Fields.words(sentence) == null ? words : sentence.asText();
  }

  private void part(JsonNode part) {
    if (part.path("functionCall").isObject()) {
      started = true;
      call(part.get("functionCall"), part.path("thoughtSignature"));
    } else if (part.path("thought").asBoolean()) {
      Fields.append(reasoning, part.path("text"));
    } else {
      started |= Fields.append(text, part.path("text"));
    }
  }

  private void call(JsonNode function, JsonNode signature) {
    String given = Fields.text(function.path("id"));
    JsonNode arguments = function.path("args");
    ObjectNode call =
        ToolCalls.call(
            given == null ? "call_" + calls.size() : given,
            Fields.text(function.path("name")),
            arguments.isMissingNode() ? JsonNodeFactory.instance.objectNode() : arguments);
    if (signature.isTextual()) {
      call.set(GeminiContents.SIGNATURE, signature);
    }
    calls.add(call);
  }

  /** Thoughts are counted beside the candidates, and prompts of tools beside the prompt. */
  private Usage usage() {
    if (usage == null) {
      return null;
    }
    long prompt = Fields.count(usage.path("promptTokenCount"));
    if (prompt < 0) {
      return null;
    }
    long thoughts = Fields.countOr0(usage.path("thoughtsTokenCount"));
    long input = prompt + Fields.countOr0(usage.path("toolUsePromptTokenCount"));
    return new Usage(
        input,
        Math.min(input, Fields.countOr0(usage.path("cachedContentTokenCount"))),
        Fields.countOr0(usage.path("candidatesTokenCount")) + thoughts,
        thoughts);
  }
}
