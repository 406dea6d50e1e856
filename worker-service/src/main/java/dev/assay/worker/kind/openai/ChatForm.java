package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.parts.AnswerForm;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.parts.Part;
import dev.assay.worker.kind.parts.StreamForm;
import dev.assay.worker.kind.parts.ToolCalls;

/** What chat completions mean. */
final class ChatForm implements AnswerForm {
  private final boolean usageAsked;

  /**
   * Of one response.
   *
   * @param usageAsked whether a stream was asked to end with its usage
   */
  ChatForm(boolean usageAsked) {
    this.usageAsked = usageAsked;
  }

  @Override
  public Decoded whole(JsonNode json) {
    JsonNode choice = json.path("choices").path(0);
    JsonNode message = choice.path("message");
    if (!message.isObject()) {
      return new Decoded.Unreadable("the body has no choices[0].message");
    }
    JsonNode toolCalls = toolCalls(message.path("tool_calls"));
    String refusal = Fields.text(message.path("refusal"));
    String text = Part.text(Fields.present(message.path("content")));
    return new Decoded.Answered(
        new AnswerDraft(
            Fields.output(text, toolCalls != null || refusal != null),
            toolCalls,
            finish(Fields.text(choice.path("finish_reason"))),
            refusal,
            Fields.present(choice.path("logprobs")),
            OpenAiUsage.of(json.path("usage")),
            Fields.text(json.path("model")),
            Fields.text(json.path("id"))));
  }

  @Override
  public StreamForm stream() {
    return new ChatStream(usageAsked);
  }

  @Override
  public ProviderError inside(JsonNode json) {
    return OpenAiErrors.inside(json);
  }

  @Override
  public ProviderError error(int status, JsonNode body) {
    return OpenAiErrors.lenient(body);
  }

  /** The common name of a finish reason; those of compatible servers are kept when unknown. */
  static String finish(String reason) {
    if (reason == null) {
      return null;
    }
    return switch (reason) {
      case "function_call" -> "tool_calls";
      case "max_tokens", "model_length" -> "length";
      case "eos", "end_turn", "stop_sequence" -> "stop";
      default -> reason;
    };
  }

  private static JsonNode toolCalls(JsonNode calls) {
    if (!calls.isArray() || calls.isEmpty()) {
      return null;
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode(calls.size());
    for (JsonNode call : calls) {
      JsonNode function = call.path("function");
      JsonNode arguments = function.path("arguments");
      all.add(
          ToolCalls.call(
              Fields.text(call.path("id")),
              Fields.text(function.path("name")),
              arguments.isTextual() ? arguments.asText() : arguments.toString()));
    }
    return all;
  }
}
