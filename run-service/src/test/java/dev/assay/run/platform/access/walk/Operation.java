package dev.assay.run.platform.access.walk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.run.testing.TestApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * An operation as the served document describes it.
 *
 * @param id its operation id
 * @param path with its parameters in braces
 * @param schema of its body; null when it takes none
 * @param streams whether it answers with events
 */
record Operation(
    String id,
    String method,
    String path,
    List<Parameter> parameters,
    JsonNode schema,
    boolean streams) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> VERBS = List.of("get", "post", "put", "patch", "delete");

  /**
   * A parameter.
   *
   * @param in where it stands: path, query or header
   * @param values all it can be; empty when that is not said
   */
  record Parameter(String in, String name, List<String> values) {}

  /** Where a parameter of the path stands, such as {@code /v1/runs/{id}}. */
  String upTo(String parameter) {
    String brace = "{" + parameter + "}";
    return path.substring(0, path.indexOf(brace) + brace.length());
  }

  List<Parameter> in(String where) {
    return parameters.stream().filter(parameter -> parameter.in().equals(where)).toList();
  }

  boolean takesA(String query) {
    return in("query").stream().anyMatch(parameter -> parameter.name().equals(query));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  /** The document that the running service serves. */
  static JsonNode document() {
    try {
      return JSON.readTree(TestApi.servedDocument());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All operations below {@code /v1/} of a document. */
  static List<Operation> all(JsonNode document) {
    List<Operation> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
        if (VERBS.contains(verb.getKey()) && path.getKey().startsWith("/v1/")) {
          all.add(of(document, path.getKey(), verb.getKey(), verb.getValue()));
        }
      }
    }
    return all;
  }

  private static Operation of(JsonNode document, String path, String verb, JsonNode said) {
    List<Parameter> parameters =
        StreamSupport.stream(said.path("parameters").spliterator(), false)
            .map(
                each ->
                    new Parameter(
                        each.get("in").asText(), each.get("name").asText(), values(document, each)))
            .toList();
    JsonNode body = said.path("requestBody").path("content");
    return new Operation(
        said.get("operationId").asText(),
        verb.toUpperCase(Locale.ROOT),
        path,
        parameters,
        body.isEmpty() ? null : body.path("application/json").path("schema"),
        said.path("responses").path("200").path("content").has("text/event-stream"));
  }

  private static List<String> values(JsonNode document, JsonNode parameter) {
    JsonNode schema = schema(document, parameter.path("schema"));
    List<String> values = new ArrayList<>();
    schema.path("enum").forEach(value -> values.add(value.asText()));
    return values;
  }

  /** A schema, looked up when it is only pointed to. */
  static JsonNode schema(JsonNode document, JsonNode schema) {
    return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
