package dev.assay.simulator.form.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.simulator.form.RequestText;
import dev.assay.simulator.question.AnswerShape;
import dev.assay.simulator.question.EmbeddingWish;
import dev.assay.simulator.question.SimRequest;
import dev.assay.simulator.question.ToolWish;
import java.util.ArrayList;
import java.util.List;

/** Reads requests for content and for embeddings. Both spellings of names are taken. */
public final class ContentRequests {
  private ContentRequests() {}

  /**
   * Reads a body of generateContent.
   *
   * @param model as it stands in the path
   * @throws IllegalArgumentException with a sentence when it is not such a request
   */
  public static SimRequest read(JsonNode json, String model, boolean stream) {
    JsonNode instruction = either(json, "systemInstruction", "system_instruction");
    String system = RequestText.text(instruction.path("parts"));
    int chars = system.length();
    String prompt = "";
    boolean answered = false;
    for (JsonNode content : RequestText.list(json, "contents")) {
      String text = RequestText.text(content.path("parts"));
      chars += text.length();
      answered = hasResult(content.path("parts"));
      if ("user".equals(content.path("role").asText("user")) && !answered) {
        prompt = text;
      }
    }
    JsonNode config = either(json, "generationConfig", "generation_config");
    return new SimRequest(
        model,
        system,
        prompt,
        chars,
        stream,
        true,
        config.path("seed").asText(""),
        shape(config),
        tools(json, answered),
        null);
  }

  /**
   * Reads a body of embedContent or batchEmbedContents.
   *
   * @throws IllegalArgumentException with a sentence when it is not such a request
   */
  public static SimRequest embed(JsonNode json, String model, boolean batch) {
    List<String> texts = new ArrayList<>();
    Integer dimensions = null;
    for (JsonNode one : batch ? RequestText.list(json, "requests") : List.of(json)) {
      texts.add(RequestText.text(one.path("content").path("parts")));
      dimensions = RequestText.number(either(one, "outputDimensionality", "output_dimensionality"));
    }
    return SimRequest.vectors(model, new EmbeddingWish(texts, dimensions, false));
  }

  private static AnswerShape shape(JsonNode config) {
    JsonNode schema = either(config, "responseJsonSchema", "response_json_schema");
    if (schema.isMissingNode()) {
      schema = either(config, "responseSchema", "response_schema");
    }
    String type = either(config, "responseMimeType", "response_mime_type").asText("");
    return new AnswerShape(
        RequestText.present(schema),
        type.equals("application/json"),
        RequestText.number(either(config, "maxOutputTokens", "max_output_tokens")),
        RequestText.texts(either(config, "stopSequences", "stop_sequences")),
        -1);
  }

  private static ToolWish tools(JsonNode json, boolean answered) {
    List<ToolWish.Tool> tools = new ArrayList<>();
    for (JsonNode each : json.path("tools")) {
      for (JsonNode function : either(each, "functionDeclarations", "function_declarations")) {
        JsonNode schema = either(function, "parametersJsonSchema", "parameters");
        tools.add(new ToolWish.Tool(function.path("name").asText(), RequestText.present(schema)));
      }
    }
    if (tools.isEmpty()) {
      return ToolWish.NONE;
    }
    JsonNode config =
        either(
            either(json, "toolConfig", "tool_config"),
            "functionCallingConfig",
            "function_calling_config");
    ToolWish.Choice when =
        switch (config.path("mode").asText("AUTO")) {
          case "NONE" -> ToolWish.Choice.NEVER;
          case "ANY" -> ToolWish.Choice.ALWAYS;
          default -> ToolWish.Choice.AUTO;
        };
    JsonNode allowed = either(config, "allowedFunctionNames", "allowed_function_names");
    return new ToolWish(tools, when, allowed.path(0).asText(null), answered);
  }

  private static boolean hasResult(JsonNode parts) {
    for (JsonNode part : parts) {
      if (part.has("functionResponse") || part.has("function_response")) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode either(JsonNode json, String name, String other) {
    JsonNode value = json.has(name) ? json.get(name) : json.path(other);
    return value == null ? MissingNode.getInstance() : value;
  }
}
