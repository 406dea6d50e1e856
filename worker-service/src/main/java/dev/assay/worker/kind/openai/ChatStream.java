package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.part.Usage;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.answer.FinishReasons;
import dev.assay.worker.kind.answer.ToldReasoning;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.Part;
import dev.assay.worker.kind.reading.StreamForm;

/** Puts a streamed chat completion together. */
final class ChatStream implements StreamForm {
  private final boolean usageAsked;
  private final boolean schemaSent;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final StreamedToolCalls toolCalls = new StreamedToolCalls();
  private final ObjectNode logprobs = JsonNodeFactory.instance.objectNode();
  private final StringBuilder reasoning = new StringBuilder();
  private ProviderError error;
  private String finishReason;
  private boolean usageSeen;
  private Usage usage;
  private String model;
  private String id;
  private boolean started;
  private boolean done;

  ChatStream(boolean usageAsked, boolean schemaSent) {
    this.usageAsked = usageAsked;
    this.schemaSent = schemaSent;
  }

  @Override
  public void mark() {
    done = true;
  }

  /**
   * Some servers say [DONE] and no usage, others the usage and no [DONE]; without either, and
   * without a reason to finish, it is a cut: servers whose engine died say [DONE], too.
   */
  @Override
  public boolean complete() {
    boolean told = done || usageSeen || !usageAsked;
    return error != null || finishReason != null && told;
  }

  @Override
  public boolean ended() {
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
    if (error != null) {
      return new Decoded.Problem(error, usage);
    }
    if (!complete()) {
      return new Decoded.Unreadable("the stream ended before the answer did");
    }
    ArrayNode calls = toolCalls.all();
    boolean refused = !refusal.toString().isBlank();
    return FinishReasons.decoded(
        new AnswerDraft(
            Fields.output(text.toString(), calls != null || refused),
            calls,
            finishReason,
            refused ? refusal.toString() : null,
            logprobs.isEmpty() ? null : logprobs,
            usage,
            model,
            id,
            reasoning.isEmpty() ? null : reasoning.toString()),
        null);
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

  private void choice(JsonNode choice) {
    if (choice.hasNonNull("error")) {
      error = OpenAiErrors.of(choice.get("error"), schemaSent);
    }
    JsonNode delta = choice.path("delta");
    String thought = ToldReasoning.of(delta);
    if (thought != null) {
      reasoning.append(thought);
    }
    JsonNode content = delta.path("content");
    // Some servers stream parts, of which only the text is the answer's.
    started |=
        Fields.append(text, content.isArray() ? TextNode.valueOf(Part.text(content)) : content);
    started |= Fields.append(refusal, delta.path("refusal"));
    for (JsonNode call : delta.path("tool_calls")) {
      toolCalls.add(call);
      started = true;
    }
    if (delta.path("function_call").isObject()) {
      // The form that was before tool calls: one call, in pieces.
      toolCalls.add(
          JsonNodeFactory.instance.objectNode().set("function", delta.get("function_call")));
      started = true;
    }
    for (String of : new String[] {"content", "refusal"}) {
      JsonNode piece = choice.path("logprobs").path(of);
      if (piece.isArray() && !piece.isEmpty()) {
        logprobs.withArray(of).addAll((ArrayNode) piece);
      }
    }
    String reason = Fields.text(choice.path("finish_reason"));
    if (FinishReasons.common(reason) != null) {
      finishReason = reason;
    }
  }
}
