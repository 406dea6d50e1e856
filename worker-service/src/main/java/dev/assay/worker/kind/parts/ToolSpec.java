package dev.assay.worker.kind.parts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A tool that a model may call.
 *
 * @param name of the function; null for a tool of the provider's own
 * @param description null when not given
 * @param parameters JSON Schema of its arguments, null when not given
 * @param strict whether arguments must follow the schema, null when not given
 * @param raw as given
 */
public record ToolSpec(
    String name, String description, JsonNode parameters, JsonNode strict, JsonNode raw) {

  /** The tools of a call, taken out of its parameters; empty when there are none. */
  public static List<ToolSpec> take(Params params) {
    JsonNode given = params.take("tools");
    List<ToolSpec> tools = new ArrayList<>();
    if (given == null) {
      return tools;
    }
    for (JsonNode tool : given) {
      JsonNode function = tool.path("function");
      tools.add(
          new ToolSpec(
              Fields.text(function.path("name")),
              Fields.text(function.path("description")),
              Fields.present(function.path("parameters")),
              Fields.present(function.path("strict")),
              tool));
    }
    return tools;
  }

  /** Whether it is a function; otherwise it is passed on as it was given. */
  public boolean function() {
    return name != null;
  }
}
