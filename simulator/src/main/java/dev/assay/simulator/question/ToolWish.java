package dev.assay.simulator.question;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The tools of a request.
 *
 * @param tools those there are
 * @param choice whether one is called
 * @param name the one that must be called, null when it is the model's choice
 * @param answered the conversation ends with a tool's result
 */
public record ToolWish(List<Tool> tools, Choice choice, String name, boolean answered) {
  /** No tools. */
  public static final ToolWish NONE = new ToolWish(List.of(), Choice.NEVER, null, false);

  /** Whether a tool is called. */
  public enum Choice {
    NEVER,
    AUTO,
    ALWAYS
  }

  /**
   * A tool.
   *
   * @param name to call it by
   * @param parameters JSON schema of its arguments, null when it has none
   */
  public record Tool(String name, JsonNode parameters) {}

  /** The tool of a name, null when there is none. */
  public Tool find(String wanted) {
    for (Tool tool : tools) {
      if (tool.name().equals(wanted)) {
        return tool;
      }
    }
    return null;
  }
}
