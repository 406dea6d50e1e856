package dev.assay.scoring.conduct;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.scoring.ecma.JsonText;
import dev.assay.scoring.scorer.UnmeasurableException;
import dev.assay.scoring.structured.Equality;
import java.util.ArrayList;
import java.util.List;

/**
 * One call of a tool, made or expected.
 *
 * @param arguments as JSON; null when there are none
 */
record ToolCall(String name, JsonNode arguments) {
  /** What the arguments of an expected call ask of one that was made. */
  enum Arguments {
    /** The same ones. */
    EQUAL,
    /** These, and perhaps others. */
    CONTAINS,
    /** Nothing. */
    IGNORE;

    static Arguments named(String name) {
      return switch (name) {
        case "contains" -> CONTAINS;
        case "ignore" -> IGNORE;
        default -> EQUAL;
      };
    }
  }

  /**
   * Of a name, a call, or a list of either.
   *
   * @param what it is, for the error
   * @throws UnmeasurableException with {@link ErrorCode#NOT_JSON} when a tool has no name
   */
  static List<ToolCall> list(JsonNode value, String what) {
    List<ToolCall> calls = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(call -> calls.add(of(call, what)));
    } else {
      calls.add(of(value, what));
    }
    return calls;
  }

  /**
   * Of a bare name, of {@code {name, arguments?}}, or of {@code {function: {name, arguments?}}}.
   */
  private static ToolCall of(JsonNode call, String what) {
    JsonNode described = call.has("function") ? call.get("function") : call;
    JsonNode name = described.isObject() ? described.path("name") : described;
    if (!name.isTextual()) {
      throw new UnmeasurableException(
          ErrorCode.NOT_JSON, "The " + what + " does not name its tools.");
    }
    JsonNode given = described.isObject() ? described.get("arguments") : null;
    boolean none = given == null || given.isNull();
    return new ToolCall(name.textValue(), none ? null : parsed(given));
  }

  /** Models give arguments as text that is JSON. */
  private static JsonNode parsed(JsonNode arguments) {
    return arguments.isTextual()
        ? JsonText.parse(arguments.textValue()).orElse(arguments)
        : arguments;
  }

  /** Whether a call that was made is the expected one, which this is. */
  boolean isMetBy(ToolCall made, Arguments rule) {
    if (!name.equals(made.name)) {
      return false;
    }
    if (arguments == null) {
      return true; // nothing is said about them
    }
    JsonNode found = made.arguments == null ? NullNode.getInstance() : made.arguments;
    return switch (rule) {
      case EQUAL -> Equality.strict(found, arguments);
      case CONTAINS -> contains(found, arguments);
      case IGNORE -> true;
    };
  }

  private static boolean contains(JsonNode found, JsonNode wanted) {
    if (!wanted.isObject() || !found.isObject()) {
      return Equality.strict(found, wanted);
    }
    return wanted.properties().stream()
        .allMatch(
            field ->
                found.has(field.getKey()) && contains(found.get(field.getKey()), field.getValue()));
  }
}
