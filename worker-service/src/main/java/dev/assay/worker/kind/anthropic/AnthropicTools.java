package dev.assay.worker.kind.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.worker.kind.parts.Params;
import dev.assay.worker.kind.parts.ToolChoice;
import dev.assay.worker.kind.parts.ToolSpec;
import java.util.List;

/** Writes tools and the choice among them. */
final class AnthropicTools {
  private AnthropicTools() {}

  static void write(List<ToolSpec> tools, Params params, ObjectNode body) {
    if (!tools.isEmpty()) {
      ArrayNode all = body.putArray("tools");
      tools.forEach(tool -> all.add(tool.function() ? function(tool, body) : tool.raw()));
    }
    ToolChoice choice = ToolChoice.take(params);
    JsonNode parallel = params.take("parallel_tool_calls");
    boolean oneByOne = parallel != null && !parallel.asBoolean(true);
    if (choice == null && !oneByOne) {
      return;
    }
    ObjectNode node = body.putObject("tool_choice");
    ToolChoice.Mode mode = choice == null ? ToolChoice.Mode.AUTO : choice.mode();
    switch (mode) {
      case AUTO -> node.put("type", "auto");
      case NONE -> node.put("type", "none");
      case REQUIRED -> node.put("type", "any");
      case NAMED -> node.put("type", "tool").put("name", choice.name());
    }
    if (oneByOne && mode != ToolChoice.Mode.NONE) {
      node.put("disable_parallel_tool_use", true);
    }
  }

  private static ObjectNode function(ToolSpec tool, ObjectNode body) {
    ObjectNode node = body.objectNode().put("name", tool.name());
    if (tool.description() != null) {
      node.put("description", tool.description());
    }
    if (tool.parameters() == null) {
      node.putObject("input_schema").put("type", "object");
    } else {
      node.set("input_schema", tool.parameters());
    }
    if (tool.strict() != null && tool.strict().asBoolean()) {
      node.put("strict", true);
    }
    return node;
  }
}
