package dev.assay.worker.kind.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Tells schemas that Gemini's own {@code Schema} type can hold from those that need the newer
 * fields for JSON Schema, which older models do not have. Nothing of a schema is dropped either
 * way.
 */
final class GeminiSchema {
  private static final Set<String> WORDS =
      Set.of(
          "type",
          "title",
          "description",
          "nullable",
          "enum",
          "items",
          "properties",
          "propertyOrdering",
          "required",
          "minItems",
          "maxItems",
          "minimum",
          "maximum",
          "anyOf");

  private GeminiSchema() {}

  static boolean plain(JsonNode schema) {
    if (!schema.isObject()) {
      return false;
    }
    Iterator<Map.Entry<String, JsonNode>> fields = schema.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (!WORDS.contains(field.getKey()) || !plain(field.getKey(), field.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean plain(String word, JsonNode value) {
    return switch (word) {
      case "type" -> value.isTextual() && !value.asText().equals("null");
      case "enum" -> all(value, JsonNode::isTextual);
      case "items" -> plain(value);
      case "properties", "anyOf" -> all(value, GeminiSchema::plain);
      default -> true;
    };
  }

  private static boolean all(JsonNode container, java.util.function.Predicate<JsonNode> test) {
    for (JsonNode one : container) {
      if (!test.test(one)) {
        return false;
      }
    }
    return container.isContainerNode();
  }
}
