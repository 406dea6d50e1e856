package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.part.Usage;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.Part;
import dev.assay.worker.kind.parts.StreamForm;

/** Puts a streamed chat completion together. */
final class ChatStream implements StreamForm {
  private final boolean usageAsked;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final StreamedToolCalls toolCalls = new StreamedToolCalls();
  private final ObjectNode logprobs = JsonNodeFactory.instance.objectNode();
  private String finishReason;
  private boolean usageSeen;
  private Usage usage;
  private String model;
  private String id;
  private boolean started;
  private boolean done;

  ChatStream(boolean usageAsked) {
    this.usageAsked = usageAsked;
  }

  @Override
  public void mark() {
    done = true;
  }

  @Override
  public boolean complete() {
    return done;
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
    // [DONE] without a finish reason is some servers' way, and so is a finish reason with the
    // usage and no [DONE]; an end without either is a cut.
    boolean whole = done ? finishReason != null || started : finishReason != null && usageWhole();
    if (!whole) {
      return new Decoded.Unreadable("the stream ended before the answer did");
    }
    ArrayNode calls = toolCalls.all();
    boolean refused = !refusal.isEmpty();
    return new Decoded.Answered(
        new AnswerDraft(
            Fields.output(text.toString(), calls != null || refused),
            calls,
            finishReason,
            refused ? refusal.toString() : null,
            logprobs.isEmpty() ? null : logprobs,
            usage,
            model,
            id));
  }

  @Override
  public void event(JsonNode json) {
    if (model == null || model.isEmpty()) {
      model = Fields.text(json.path("model"));
    }
    if (id == null || id.isEmpty()) {
      id = Fields.text(json.path("id"));
    }
    if (json.path("usage").isObject()) {
      usageSeen = true;
      usage = OpenAiUsage.of(json.get("usage"));
    }
    for (JsonNode choice : json.path("choices")) {
      if (choice.path("index").asInt(0) == 0) {
        choice(choice);
      }
    }
  }

  private boolean usageWhole() {
    return usageSeen || !usageAsked;
  }

  private void choice(JsonNode choice) {
    JsonNode delta = choice.path("delta");
    JsonNode content = delta.path("content");
    // Some servers stream parts, of which only the text is the answer's.
    started |=
        Fields.append(text, content.isArray() ? TextNode.valueOf(Part.text(content)) : content);
    started |= Fields.append(refusal, delta.path("refusal"));
    for (JsonNode call : delta.path("tool_calls")) {
      toolCalls.add(call);
      started = true;
    }
    for (String of : new String[] {"content", "refusal"}) {
      JsonNode piece = choice.path("logprobs").path(of);
      if (piece.isArray() && !piece.isEmpty()) {
        logprobs.withArray(of).addAll((ArrayNode) piece);
      }
    }
    String reason = Fields.text(choice.path("finish_reason"));
    if (reason != null) {
      finishReason = ChatForm.finish(reason);
    }
  }
}
