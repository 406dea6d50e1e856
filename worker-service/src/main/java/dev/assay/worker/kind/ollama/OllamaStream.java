package dev.assay.worker.kind.ollama;

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
import dev.assay.worker.kind.reading.StreamForm;

/** Puts an answer together from its lines; the last one says {@code done} and has the counts. */
final class OllamaStream implements StreamForm {
  private final StringBuilder text = new StringBuilder();
  private final ArrayNode calls = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode logprobs = JsonNodeFactory.instance.arrayNode();
  private final StringBuilder reasoning = new StringBuilder();
  private boolean started;
  private JsonNode last;

  @Override
  public void event(JsonNode line) {
    JsonNode message = line.path("message");
    Fields.append(reasoning, message.path("thinking"));
    started |= Fields.append(text, message.path("content"));
    for (JsonNode call : message.path("tool_calls")) {
      started = true;
      call(call);
    }
    line.path("logprobs").forEach(logprobs::add);
    if (line.path("done").asBoolean()) {
      last = line;
    }
  }

  @Override
  public void mark() {
    // Not part of this form; harmless.
  }

  @Override
  public boolean complete() {
    return last != null;
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
    if (last == null) {
      return new Decoded.Unreadable("the stream ended before the answer did");
    }
    return FinishReasons.decoded(
        new AnswerDraft(
            Fields.output(text.toString(), !calls.isEmpty()),
            calls.isEmpty() ? null : calls,
            Fields.text(last.path("done_reason")),
            null,
            logprobs.isEmpty() ? null : content(),
            usage(last),
            Fields.text(last.path("model")),
            null,
            reasoning.isEmpty() ? null : reasoning.toString()),
        null);
  }

  /** Not known when a count is missing. */
  static Usage usage(JsonNode counts) {
    long input = Fields.count(counts.path("prompt_eval_count"));
    long output = Fields.count(counts.path("eval_count"));
    return input < 0 || output < 0 ? null : new Usage(input, 0, output, 0);
  }

  private void call(JsonNode call) {
    JsonNode function = call.path("function");
    String id = Fields.text(call.path("id"));
    calls.add(
        ToolCalls.call(
            id == null ? "call_" + calls.size() : id,
            Fields.text(function.path("name")),
            ToolCalls.arguments(function)));
  }

  /** The same shape as in chat completions. */
  private ObjectNode content() {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.set("content", logprobs);
    return content;
  }
}
