package dev.assay.simulator.form.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.simulator.form.RequestText;
import dev.assay.simulator.question.AnswerShape;
import dev.assay.simulator.question.SimRequest;
import dev.assay.simulator.question.ToolWish;
import java.util.ArrayList;
import java.util.List;

/** Reads requests of the messages API. */
public final class MessagesRequests {
  private MessagesRequests() {}

  /**
   * Reads a body.
   *
   * @param counting whether tokens are to be counted only
   * @throws IllegalArgumentException with a sentence when it is not such a request
   */
  public static SimRequest read(JsonNode json, boolean counting) {
    if (!counting && !json.path("max_tokens").isIntegralNumber()) {
      throw new IllegalArgumentException("max_tokens: Field required");
    }
    if (!json.hasNonNull("model")) {
      throw new IllegalArgumentException("model: Field required");
    }
    String system = RequestText.text(json.path("system"));
    int chars = system.length();
    String prompt = "";
    boolean answered = false;
    for (JsonNode message : RequestText.list(json, "messages")) {
      JsonNode content = message.path("content");
      String text = RequestText.text(content);
      chars += text.length();
      answered = hasResult(content);
      if ("user".equals(message.path("role").asText()) && !answered) {
        prompt = text;
      }
    }
    return new SimRequest(
        json.get("model").asText(),
        system,
        prompt,
        chars,
        json.path("stream").asBoolean(),
        true,
        "",
        shape(json),
        tools(json, answered),
        null);
  }

  private static boolean hasResult(JsonNode content) {
    for (JsonNode block : content) {
      if ("tool_result".equals(block.path("type").asText())) {
        return true;
      }
    }
    return false;
  }

  private static AnswerShape shape(JsonNode json) {
    JsonNode format = json.path("output_config").path("format");
    JsonNode older = json.path("output_format");
    JsonNode schema = format.has("schema") ? format.get("schema") : older.path("schema");
    return new AnswerShape(
        RequestText.present(schema),
        !schema.isMissingNode(),
        RequestText.number(json.path("max_tokens")),
        RequestText.texts(json.path("stop_sequences")),
        -1);
  }

  private static ToolWish tools(JsonNode json, boolean answered) {
    List<ToolWish.Tool> tools = new ArrayList<>();
    for (JsonNode tool : json.path("tools")) {
      tools.add(
          new ToolWish.Tool(
              tool.path("name").asText(), RequestText.present(tool.path("input_schema"))));
    }
    if (tools.isEmpty()) {
      return ToolWish.NONE;
    }
    JsonNode choice = json.path("tool_choice");
    ToolWish.Choice when =
        switch (choice.path("type").asText("auto")) {
          case "none" -> ToolWish.Choice.NEVER;
          case "any", "tool" -> ToolWish.Choice.ALWAYS;
          default -> ToolWish.Choice.AUTO;
        };
    return new ToolWish(tools, when, choice.path("name").asText(null), answered);
  }
}
