package dev.assay.run.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.assay.common.json.Json;
import io.restassured.response.Response;
import java.util.List;

/** Holds answers against schemas of the document, closed: what is not in them is wrong. */
public final class Shapes {
  private Shapes() {}

  /** What is wrong with an answer that should be of a named schema. */
  public static List<String> faults(JsonNode document, String name, Response response) {
    if (response.statusCode() >= 300) {
      return List.of(response.statusCode() + " " + response.asString());
    }
    return faults(document, name, response.as(JsonNode.class));
  }

  /** What is wrong with a value that should be of a named schema. */
  static List<String> faults(JsonNode document, String name, JsonNode value) {
    ObjectNode schema = Json.mapper().createObjectNode();
    schema.put("$ref", "#/components/schemas/" + name);
    return faults(document, schema, value);
  }

  /** What is wrong with a value. */
  static List<String> faults(JsonNode document, JsonNode schema, JsonNode value) {
    ObjectNode whole = Json.mapper().createObjectNode();
    whole.set("components", closed(document.path("components").deepCopy()));
    whole.set("allOf", Json.mapper().createArrayNode().add(closed(schema.deepCopy())));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(whole)
        .validate(value)
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static JsonNode closed(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(Shapes::closed);
    return node;
  }
}
