package dev.assay.simulator.form.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.simulator.form.RequestText;
import dev.assay.simulator.question.AnswerShape;
import dev.assay.simulator.question.SimRequest;
import java.util.List;

/** Reads requests of the responses API. */
public final class ResponsesRequests {
  private ResponsesRequests() {}

  /**
   * Reads a body.
   *
   * @throws IllegalArgumentException with a sentence when it is not such a request
   */
  public static SimRequest read(JsonNode json) {
    JsonNode input = json.path("input");
    if (!input.isTextual() && !(input.isArray() && !input.isEmpty())) {
      throw new IllegalArgumentException("input is a text or a list with at least one item");
    }
    String prompt = input.isTextual() ? input.asText() : "";
    StringBuilder system = new StringBuilder(json.path("instructions").asText(""));
    int chars = prompt.length() + system.length();
    boolean answered = false;
    if (input.isArray()) {
      for (JsonNode item : input) {
        String text = RequestText.text(item.path("content"));
        chars += text.length() + item.path("output").asText("").length();
        answered = "function_call_output".equals(item.path("type").asText());
        String role = item.path("role").asText();
        if ("user".equals(role)) {
          prompt = text;
        } else if (RequestText.instructs(role)) {
          system.append(text);
        }
      }
    }
    return new SimRequest(
        json.path("model").asText("simulated"),
        system.toString(),
        prompt,
        chars,
        json.path("stream").asBoolean(),
        true,
        json.path("seed").asText(""),
        shape(json),
        OpenAiTools.read(json, answered),
        null);
  }

  private static AnswerShape shape(JsonNode json) {
    JsonNode format = json.path("text").path("format");
    boolean logprobs = RequestText.texts(json.path("include")).toString().contains("logprobs");
    return new AnswerShape(
        RequestText.present(format.path("schema")),
        format.path("type").asText("").startsWith("json"),
        RequestText.number(json.path("max_output_tokens")),
        List.of(),
        logprobs ? json.path("top_logprobs").asInt(0) : -1);
  }
}
