package dev.assay.worker.kind.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.part.Usage;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.answer.FinishReasons;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.ToolCalls;

/** An answer that grows block by block. */
final class AnthropicAnswer {
  private final String answerTool;
  private final StringBuilder text = new StringBuilder();
  private final ArrayNode calls = JsonNodeFactory.instance.arrayNode();
  private final ObjectNode usage = JsonNodeFactory.instance.objectNode();
  private final StringBuilder reasoning = new StringBuilder();
  private String structured;
  private String refusal;
  private String stopReason;
  private String model;
  private String id;

  AnthropicAnswer(String answerTool) {
    this.answerTool = answerTool;
  }

  boolean text(JsonNode piece) {
    return Fields.append(text, piece);
  }

  String textSoFar() {
    return text.isEmpty() ? null : text.toString();
  }

  void thought(JsonNode piece) {
    Fields.append(reasoning, piece);
  }

  boolean isAnswerTool(JsonNode name) {
    return answerTool != null && answerTool.equals(name.asText());
  }

  void tool(JsonNode toolId, JsonNode name, String input) {
    if (isAnswerTool(name)) {
      structured = input.isBlank() ? "{}" : input;
    } else {
      calls.add(ToolCalls.call(Fields.text(toolId), Fields.text(name), input));
    }
  }

  void message(JsonNode message) {
    model = Fields.text(message.path("model"));
    id = Fields.text(message.path("id"));
  }

  /** Counts come in two pieces in a stream; the later one wins. */
  void usage(JsonNode counts) {
    counts
        .fields()
        .forEachRemaining(
            count -> {
              if (!count.getValue().isNull()) {
                usage.set(count.getKey(), count.getValue());
              }
            });
  }

  /**
   * Why it stopped.
   *
   * @param said what holds the reason, and of a refusal its explanation
   */
  void stopped(JsonNode said) {
    if (said.path("stop_reason").isTextual()) {
      stopReason = said.get("stop_reason").asText();
    }
    String words = Fields.words(said.path("stop_details").path("explanation"));
    refusal = words == null ? refusal : words;
  }

  Decoded decode() {
    boolean instead = !calls.isEmpty();
    return FinishReasons.decoded(
        new AnswerDraft(
            Fields.output(structured != null ? structured : text.toString(), instead),
            calls.isEmpty() ? null : calls,
            finish(),
            refusal,
            null,
            count(),
            model,
            id,
            reasoning.isEmpty() ? null : reasoning.toString()),
        null);
  }

  /** The tool that is the answer is no tool call. */
  private String finish() {
    boolean answered = "tool_use".equals(stopReason) && structured != null && calls.isEmpty();
    return answered ? "stop" : stopReason;
  }

  /** What was read from or written to the cache is counted beside the input. */
  private Usage count() {
    long fresh = Fields.count(usage.path("input_tokens"));
    long output = Fields.count(usage.path("output_tokens"));
    if (fresh < 0 || output < 0) {
      return null;
    }
    long cached = Fields.countOr0(usage.path("cache_read_input_tokens"));
    long written = Fields.countOr0(usage.path("cache_creation_input_tokens"));
    return new Usage(
        fresh + written + cached, cached, output, 0, written == 0 ? null : (Long) written);
  }
}
