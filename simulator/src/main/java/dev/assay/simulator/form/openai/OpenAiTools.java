package dev.assay.simulator.form.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.simulator.form.RequestText;
import dev.assay.simulator.question.ToolWish;
import java.util.ArrayList;
import java.util.List;

/** Reads the tools of a request, in the nested form of chat and the flat one of responses. */
final class OpenAiTools {
  private OpenAiTools() {}

  static ToolWish read(JsonNode json, boolean answered) {
    List<ToolWish.Tool> tools = new ArrayList<>();
    for (JsonNode each : json.path("tools")) {
      JsonNode function = each.path("function").isObject() ? each.get("function") : each;
      if (function.hasNonNull("name")) {
        tools.add(
            new ToolWish.Tool(
                function.get("name").asText(), RequestText.present(function.path("parameters"))));
      }
    }
    if (tools.isEmpty()) {
      return ToolWish.NONE;
    }
    JsonNode choice = json.path("tool_choice");
    if (choice.isObject()) {
      JsonNode function = choice.path("function").isObject() ? choice.get("function") : choice;
      return new ToolWish(
          tools, ToolWish.Choice.ALWAYS, function.path("name").asText(null), answered);
    }
    ToolWish.Choice when =
        switch (choice.asText("auto")) {
          case "none" -> ToolWish.Choice.NEVER;
          case "required" -> ToolWish.Choice.ALWAYS;
          default -> ToolWish.Choice.AUTO;
        };
    return new ToolWish(tools, when, null, answered);
  }
}
