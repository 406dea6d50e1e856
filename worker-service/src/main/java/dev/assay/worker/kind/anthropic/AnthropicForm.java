package dev.assay.worker.kind.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.reading.AnswerForm;
import dev.assay.worker.kind.reading.StreamForm;

/** What messages mean. */
final class AnthropicForm implements AnswerForm {
  private final String answerTool;

  /**
   * Of one response.
   *
   * @param answerTool whose arguments are the answer, null for none
   */
  AnthropicForm(String answerTool) {
    this.answerTool = answerTool;
  }

  @Override
  public Decoded whole(JsonNode body) {
    if (!body.path("content").isArray()) {
      return new Decoded.Unreadable("the body has no content");
    }
    AnthropicAnswer answer = new AnthropicAnswer(answerTool);
    for (JsonNode block : body.path("content")) {
      switch (block.path("type").asText()) {
        case "text" -> answer.text(block.path("text"));
        case "tool_use" ->
            answer.tool(block.path("id"), block.path("name"), block.path("input").toString());
        case "thinking" -> answer.thought(block.path("thinking"));
        default -> {
          // Steps of the provider's own tools, and sealed thoughts, are no part of the answer.
        }
      }
    }
    answer.message(body);
    answer.usage(body.path("usage"));
    answer.stopped(body);
    return answer.decode();
  }

  @Override
  public StreamForm stream() {
    return new AnthropicStream(answerTool);
  }

  @Override
  public ProviderError inside(JsonNode json) {
    return json.path("type").asText().equals("error") ? of(json) : null;
  }

  @Override
  public ProviderError error(int status, JsonNode body) {
    return of(body);
  }

  private static ProviderError of(JsonNode body) {
    JsonNode error = body.path("error");
    // Google Cloud, in front of the models at Vertex AI, tells the name of an error as the status.
    return new ProviderError(
        Fields.text(error.path(error.has("type") ? "type" : "status")),
        null,
        error.isTextual() ? error.asText() : Fields.text(error.path("message")));
  }
}
