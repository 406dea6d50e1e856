package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.answer.FinishReasons;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.ToolCalls;
import dev.assay.worker.kind.reading.AnswerForm;
import dev.assay.worker.kind.reading.StreamForm;

/** What a response object means: its output is a list of items of several types. */
final class ResponsesForm implements AnswerForm {
  private final boolean schemaSent;

  /**
   * Of one response.
   *
   * @param schemaSent whether a schema of the user's was part of the question
   */
  ResponsesForm(boolean schemaSent) {
    this.schemaSent = schemaSent;
  }

  @Override
  public Decoded whole(JsonNode response) {
    String finish = finish(response);
    if (finish == null || !response.path("output").isArray()) {
      return new Decoded.Unreadable("the response is not finished");
    }
    StringBuilder text = new StringBuilder();
    StringBuilder refusal = new StringBuilder();
    ArrayNode calls = JsonNodeFactory.instance.arrayNode();
    ArrayNode logprobs = JsonNodeFactory.instance.arrayNode();
    StringBuilder reasoning = new StringBuilder();
    for (JsonNode item : response.path("output")) {
      if (item.path("type").asText().equals("function_call")) {
        calls.add(
            ToolCalls.call(
                Fields.text(item.path("call_id")),
                Fields.text(item.path("name")),
                ChatCalls.arguments(item.path("arguments"))));
      }
      if (item.path("type").asText().equals("reasoning")) {
        thought(item, reasoning);
        continue;
      }
      for (JsonNode part : item.path("content")) {
        if (part.path("type").asText().equals("output_text")) {
          Fields.append(text, part.path("text"));
          part.path("logprobs").forEach(logprobs::add);
        } else {
          Fields.append(refusal, part.path("refusal"));
        }
      }
    }
    boolean refused = !refusal.toString().isBlank();
    boolean instead = !calls.isEmpty() || refused;
    return FinishReasons.decoded(
        new AnswerDraft(
            Fields.output(text.toString(), instead),
            calls.isEmpty() ? null : calls,
            finish,
            refused ? refusal.toString() : null,
            logprobs.isEmpty() ? null : content(logprobs),
            OpenAiUsage.of(response.path("usage")),
            Fields.text(response.path("model")),
            Fields.text(response.path("id")),
            reasoning.isEmpty() ? null : reasoning.toString()),
        null);
  }

  /** The reasoning itself where a server tells it, otherwise its summary. */
  private static void thought(JsonNode item, StringBuilder reasoning) {
    JsonNode told = item.path("content").isEmpty() ? item.path("summary") : item.path("content");
    for (JsonNode part : told) {
      if (!reasoning.isEmpty()) {
        reasoning.append("\n\n");
      }
      Fields.append(reasoning, part.path("text"));
    }
  }

  @Override
  public StreamForm stream() {
    return new ResponsesStream(this);
  }

  @Override
  public ProviderError inside(JsonNode json) {
    return OpenAiErrors.inside(json, schemaSent);
  }

  @Override
  public ProviderError error(int status, JsonNode body) {
    return OpenAiErrors.lenient(body, schemaSent);
  }

  /** The same shape as in chat completions. */
  private static ObjectNode content(ArrayNode logprobs) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.set("content", logprobs);
    return content;
  }

  /** Null when it has not ended. */
  private static String finish(JsonNode response) {
    return switch (response.path("status").asText()) {
      case "completed" -> "stop";
      case "incomplete" -> response.path("incomplete_details").path("reason").asText("incomplete");
      default -> null;
    };
  }
}
