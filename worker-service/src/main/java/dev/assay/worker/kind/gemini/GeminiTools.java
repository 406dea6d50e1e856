package dev.assay.worker.kind.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.worker.kind.parts.Params;
import dev.assay.worker.kind.parts.ToolChoice;
import dev.assay.worker.kind.parts.ToolSpec;

/** Writes tools and the choice among them. */
final class GeminiTools {
  private GeminiTools() {}

  static void write(Params params, ObjectNode body) {
    ArrayNode tools = JsonNodeFactory.instance.arrayNode();
    ArrayNode functions = JsonNodeFactory.instance.arrayNode();
    for (ToolSpec tool : ToolSpec.take(params)) {
      if (tool.function()) {
        functions.add(function(tool));
      } else {
        tools.add(tool.raw());
      }
    }
    if (!functions.isEmpty()) {
      tools.addObject().set("functionDeclarations", functions);
    }
    if (!tools.isEmpty()) {
      body.set("tools", tools);
    }
    params.move("toolConfig", body, "toolConfig");
    ToolChoice choice = ToolChoice.take(params);
    if (choice == null) {
      return;
    }
    ObjectNode config = body.withObject("/toolConfig").putObject("functionCallingConfig");
    switch (choice.mode()) {
      case AUTO -> config.put("mode", "AUTO");
      case NONE -> config.put("mode", "NONE");
      case REQUIRED -> config.put("mode", "ANY");
      case NAMED -> config.put("mode", "ANY").putArray("allowedFunctionNames").add(choice.name());
    }
  }

  private static ObjectNode function(ToolSpec tool) {
    ObjectNode function = JsonNodeFactory.instance.objectNode().put("name", tool.name());
    if (tool.description() != null) {
      function.put("description", tool.description());
    }
    // An object without properties is refused; a function without parameters has none.
    if (tool.parameters() != null && !tool.parameters().path("properties").isEmpty()) {
      function.set(
          GeminiSchema.plain(tool.parameters()) ? "parameters" : "parametersJsonSchema",
          tool.parameters());
    }
    return function;
  }
}
