package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.parts.AnswerForm;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.StreamForm;
import dev.assay.worker.kind.parts.ToolCalls;

/** What a response object means: its output is a list of items of several types. */
final class ResponsesForm implements AnswerForm {
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
    for (JsonNode item : response.path("output")) {
      if (item.path("type").asText().equals("function_call")) {
        calls.add(
            ToolCalls.call(
                Fields.text(item.path("call_id")),
                Fields.text(item.path("name")),
                item.path("arguments").asText()));
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
    boolean instead = !calls.isEmpty() || !refusal.isEmpty();
    return new Decoded.Answered(
        new AnswerDraft(
            Fields.output(text.toString(), instead),
            calls.isEmpty() ? null : calls,
            finish.equals("stop") && !calls.isEmpty() ? "tool_calls" : finish,
            refusal.isEmpty() ? null : refusal.toString(),
            logprobs.isEmpty() ? null : content(logprobs),
            OpenAiUsage.of(response.path("usage")),
            Fields.text(response.path("model")),
            Fields.text(response.path("id"))));
  }

  @Override
  public StreamForm stream() {
    return new ResponsesStream(this);
  }

  @Override
  public ProviderError inside(JsonNode json) {
    return OpenAiErrors.inside(json);
  }

  @Override
  public ProviderError error(int status, JsonNode body) {
    return OpenAiErrors.lenient(body);
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
      case "incomplete" -> {
        String reason = response.path("incomplete_details").path("reason").asText("incomplete");
        yield reason.equals("max_output_tokens") ? "length" : reason;
      }
      default -> null;
    };
  }
}
