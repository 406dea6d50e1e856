package dev.assay.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a JSON schema: references, and types in the spelling of any provider. */
final class SchemaRefs {
  private static final int LONGEST_CHAIN = 20;

  private SchemaRefs() {}

  /** The schema that a chain of references within the document ends at. */
  static JsonNode resolve(JsonNode root, JsonNode schema) {
    JsonNode at = schema;
    for (int i = 0; i < LONGEST_CHAIN && at.path("$ref").isTextual(); i++) {
      String reference = at.get("$ref").asText();
      if (!reference.startsWith("#")) {
        return at;
      }
      at = root.at(reference.substring(1));
    }
    return at;
  }

  /** Type names in lower case, empty when any type will do. */
  static List<String> types(JsonNode schema) {
    List<String> types = new ArrayList<>();
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      types.add(type.asText().toLowerCase(Locale.ROOT));
    }
    for (JsonNode each : type) {
      types.add(each.asText().toLowerCase(Locale.ROOT));
    }
    if (!types.isEmpty() && schema.path("nullable").asBoolean()) {
      types.add("null");
    }
    return types;
  }

  /** Where one of several schemas is enough; null when there is no such choice. */
  static JsonNode choice(JsonNode schema) {
    JsonNode any = schema.path("anyOf").isArray() ? schema.get("anyOf") : schema.path("oneOf");
    return any.isArray() && !any.isEmpty() ? any : null;
  }
}
