package dev.assay.worker.kind.parts;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the answer's text must look like.
 *
 * @param type which form
 * @param name of the schema, {@code answer} when not given
 * @param description of the schema, null when not given
 * @param schema JSON Schema; null unless {@link Type#SCHEMA}
 * @param strict as given, null when not
 */
public record ResponseFormat(
    Type type, String name, String description, JsonNode schema, JsonNode strict) {
  /** Forms of an answer. */
  public enum Type {
    /** Text as it comes. */
    TEXT,
    /** Some JSON object. */
    JSON,
    /** JSON that follows a schema. */
    SCHEMA
  }

  /**
   * Takes the format out of a call's parameters; text when there is none.
   *
   * @throws dev.assay.worker.kind.UnusableProviderException when it is none of the common ones
   */
  public static ResponseFormat take(Params params) {
    return read(params.take("response_format"), params);
  }

  /** The schema's name in a call, for who reads the answer; never fails. */
  public static String schemaName(JsonNode params) {
    JsonNode format = params == null ? null : params.get("response_format");
    String name = format == null ? null : Fields.text(format.path("json_schema").path("name"));
    return name == null ? "answer" : name;
  }

  /** Whether a call asks for JSON of either form; never fails. */
  public static boolean wantsJson(JsonNode params) {
    String type = params == null ? "" : params.path("response_format").path("type").asText();
    return type.equals("json_schema") || type.equals("json_object");
  }

  private static ResponseFormat read(JsonNode format, Params params) {
    if (format == null) {
      return new ResponseFormat(Type.TEXT, null, null, null, null);
    }
    JsonNode inner = format.path("json_schema");
    switch (format.path("type").asText()) {
      case "text":
        return new ResponseFormat(Type.TEXT, null, null, null, null);
      case "json_object":
        return new ResponseFormat(Type.JSON, "answer", null, null, null);
      case "json_schema":
        if (inner.path("schema").isObject()) {
          String name = Fields.text(inner.path("name"));
          return new ResponseFormat(
              Type.SCHEMA,
              name == null ? "answer" : name,
              Fields.text(inner.path("description")),
              inner.get("schema"),
              Fields.present(inner.path("strict")));
        }
        break;
      default:
        break;
    }
    throw params.cannot(
        "does not know this response_format; use {\"type\": \"text\"}, {\"type\": \"json_object\"}"
            + " or {\"type\": \"json_schema\", \"json_schema\": {\"name\": ..., \"schema\": {...}}}");
  }
}
