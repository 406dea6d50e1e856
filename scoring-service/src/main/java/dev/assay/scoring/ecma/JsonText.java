package dev.assay.scoring.ecma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import java.util.Optional;

/** Reads text that may be JSON: the whole text, within the limits of every reader of ours. */
public final class JsonText {
  private JsonText() {}

  /** The value, or nothing when the text is not exactly one JSON value. */
  public static Optional<JsonNode> parse(String text) {
    try {
      JsonNode value = Json.strict().readTree(text);
      return value == null || value.isMissingNode() ? Optional.empty() : Optional.of(value);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The value when the text is a JSON object or array. */
  public static Optional<JsonNode> parseContainer(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) <= ' ') {
      start++;
    }
    // most answers are prose: the first character says so without an exception
    if (start == text.length() || (text.charAt(start) != '{' && text.charAt(start) != '[')) {
      return Optional.empty();
    }
    return parse(text).filter(JsonNode::isContainerNode);
  }

  /** The object or array that a text holds, else the value itself; null stays null. */
  public static JsonNode unwrap(JsonNode value) {
    return value != null && value.isTextual()
        ? parseContainer(value.textValue()).orElse(value)
        : value;
  }
}
