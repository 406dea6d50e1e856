package dev.assay.scoring.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;

/** The JSON Schemas of replies, as they are written in code. */
public final class Form {
  private Form() {}

  /** An object with these properties, all of them required and no other. */
  public static JsonNode of(String properties) {
    try {
      var schema = Json.mapper().createObjectNode().put("type", "object");
      JsonNode parsed = Json.strict().readTree("{" + properties + "}");
      schema.set("properties", parsed);
      var required = schema.putArray("required");
      parsed.fieldNames().forEachRemaining(required::add);
      return schema.put("additionalProperties", false);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a reply's form is not JSON", e);
    }
  }
}
