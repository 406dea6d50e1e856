package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.Usage;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.answer.FinishReasons;
import dev.assay.worker.kind.answer.ToldReasoning;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.Part;
import dev.assay.worker.kind.reading.AnswerForm;
import dev.assay.worker.kind.reading.StreamForm;

/** What chat completions mean. */
final class ChatForm implements AnswerForm {
  private final boolean usageAsked;
  private final boolean schemaSent;

  /**
   * Of one response.
   *
   * @param usageAsked whether a stream was asked to end with its usage
   * @param schemaSent whether a schema of the user's was part of the question
   */
  ChatForm(boolean usageAsked, boolean schemaSent) {
    this.usageAsked = usageAsked;
    this.schemaSent = schemaSent;
  }

  @Override
  public Decoded whole(JsonNode json) {
    JsonNode choice = json.path("choices").path(0);
    JsonNode message = choice.path("message");
    Usage usage = OpenAiUsage.of(json.path("usage"));
    if (choice.hasNonNull("error")) {
      return new Decoded.Problem(OpenAiErrors.of(choice.get("error"), schemaSent), usage);
    }
    String finish = Fields.text(choice.path("finish_reason"));
    if (!message.isObject()) {
      return new Decoded.Unreadable("the body has no choices[0].message");
    }
    JsonNode toolCalls = ChatCalls.whole(message);
    String refusal = Fields.words(message.path("refusal"));
    String text = Part.text(Fields.present(message.path("content")));
    return FinishReasons.decoded(
        new AnswerDraft(
            Fields.output(text, toolCalls != null || refusal != null),
            toolCalls,
            finish,
            refusal,
            Fields.present(choice.path("logprobs")),
            usage,
            Fields.text(json.path("model")),
            Fields.text(json.path("id")),
            ToldReasoning.of(message)),
        null);
  }

  @Override
  public StreamForm stream() {
    return new ChatStream(usageAsked, schemaSent);
  }

  @Override
  public ProviderError inside(JsonNode json) {
    return OpenAiErrors.inside(json, schemaSent);
  }

  @Override
  public ProviderError error(int status, JsonNode body) {
    return OpenAiErrors.lenient(body, schemaSent);
  }
}
