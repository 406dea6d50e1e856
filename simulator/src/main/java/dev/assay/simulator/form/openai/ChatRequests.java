package dev.assay.simulator.form.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.simulator.form.RequestText;
import dev.assay.simulator.question.AnswerShape;
import dev.assay.simulator.question.SimRequest;
import dev.assay.simulator.question.ToolWish;

/** Reads chat completions requests. */
public final class ChatRequests {
  private ChatRequests() {}

  /**
   * Reads a body.
   *
   * @throws IllegalArgumentException with a sentence when it is not such a request
   */
  public static SimRequest read(JsonNode json) {
    int chars = 0;
    StringBuilder system = new StringBuilder();
    String prompt = "";
    String role = "";
    for (JsonNode message : RequestText.list(json, "messages")) {
      String text = RequestText.text(message.path("content"));
      chars += text.length();
      role = message.path("role").asText();
      if ("user".equals(role)) {
        prompt = text;
      } else if (RequestText.instructs(role)) {
        system.append(text);
      }
    }
    if (json.path("n").asInt(1) != 1) {
      throw new IllegalArgumentException("n is 1: the simulated provider gives one choice");
    }
    return new SimRequest(
        json.path("model").asText("simulated"),
        system.toString(),
        prompt,
        chars,
        json.path("stream").asBoolean(),
        json.path("stream_options").path("include_usage").asBoolean(),
        json.path("seed").asText(""),
        shape(json),
        OpenAiTools.read(json, "tool".equals(role)),
        null);
  }

  /** What the parameters say of the answer. */
  public static AnswerShape shape(JsonNode json) {
    JsonNode format = json.path("response_format");
    JsonNode schema = format.path("json_schema").path("schema");
    Integer most = RequestText.number(json.path("max_completion_tokens"));
    return new AnswerShape(
        RequestText.present(schema),
        format.path("type").asText("").startsWith("json"),
        most != null ? most : RequestText.number(json.path("max_tokens")),
        RequestText.texts(json.path("stop")),
        json.path("logprobs").asBoolean() ? json.path("top_logprobs").asInt(0) : -1);
  }

  /** The tools that the parameters name. */
  public static ToolWish tools(JsonNode json, boolean answered) {
    return OpenAiTools.read(json, answered);
  }
}
