package dev.assay.worker.kind.parts;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Whether the model may, must or must not call a tool.
 *
 * @param mode which of them
 * @param name the function to call; null unless {@link Mode#NAMED}
 */
public record ToolChoice(Mode mode, String name) {
  /** Ways to choose. */
  public enum Mode {
    /** The model decides. */
    AUTO,
    /** No call. */
    NONE,
    /** Some call. */
    REQUIRED,
    /** A call of one function. */
    NAMED
  }

  /**
   * Takes the choice out of a call's parameters; null when there is none.
   *
   * @throws dev.assay.worker.kind.UnusableProviderException when it is none of the common ones
   */
  public static ToolChoice take(Params params) {
    JsonNode given = params.take("tool_choice");
    if (given == null) {
      return null;
    }
    String name = Fields.text(given.path("function").path("name"));
    if (name != null) {
      return new ToolChoice(Mode.NAMED, name);
    }
    return switch (given.asText()) {
      case "auto" -> new ToolChoice(Mode.AUTO, null);
      case "none" -> new ToolChoice(Mode.NONE, null);
      case "required" -> new ToolChoice(Mode.REQUIRED, null);
      default ->
          throw params.cannot(
              "does not know this tool_choice; use auto, none, required, or"
                  + " {\"type\": \"function\", \"function\": {\"name\": ...}}");
    };
  }
}
