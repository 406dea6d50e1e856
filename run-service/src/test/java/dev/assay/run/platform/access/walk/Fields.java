package dev.assay.run.platform.access.walk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The fields of bodies that hold text, with where they stand: {@code dataset/traffic/id}. Which of
 * them name something of the workspace, and which say something, is said here; one that is in
 * neither table fails the test.
 */
final class Fields {
  /** Ends of fields that name something. */
  private static final Set<String> NAMING =
      Set.of(
          "baseline",
          "dataset",
          "dataset/name",
          "entity_id",
          "evaluation",
          "group",
          "ids/id",
          "improvement",
          "judge",
          "provider",
          "queue",
          "run",
          "run_id",
          "runs",
          "scorers",
          "scorers/id",
          "skill",
          "target",
          "targets",
          "traffic/id");

  /** Fields that say something, by their last name. */
  private static final Set<String> SAYING =
      Set.of(
          "*",
          "agent",
          "agent_version",
          "alias",
          "at",
          "base_url",
          "by",
          "category",
          "corrected",
          "description",
          "domain",
          "early_stop",
          "env",
          "environment",
          "error",
          "expires_at",
          "feature",
          "feedback",
          "id",
          "identifier",
          "input",
          "instructions",
          "item_id",
          "key",
          "label",
          "model",
          "name",
          "note",
          "notes",
          "operation",
          "path",
          "pattern",
          "people",
          "prompt",
          "reason",
          "replacement",
          "scopes",
          "section",
          "sections",
          "session",
          "since",
          "skill_version",
          "status",
          "system",
          "tags",
          "token",
          "trace_id",
          "trigger",
          "until",
          "user",
          "value",
          "view");

  private final JsonNode document;

  Fields(JsonNode document) {
    this.document = document;
  }

  /** Whether a field names something; fails for one that is not known. */
  static boolean names(String operation, String field) {
    String last = field.substring(field.lastIndexOf('/') + 1);
    boolean naming =
        NAMING.stream().anyMatch(end -> field.equals(end) || field.endsWith("/" + end));
    if (!naming && !SAYING.contains(last) && !last.equals("scorer")) {
      throw new AssertionError(
          "%s: say in Fields whether the field %s names something.".formatted(operation, field));
    }
    return naming && !field.contains("filter/") && !operation.startsWith("take");
  }

  /** The fields of a schema. */
  Set<String> of(JsonNode schema) {
    Set<String> fields = new LinkedHashSet<>();
    collect(schema, "", Set.of(), fields);
    return fields;
  }

  private void collect(JsonNode schema, String at, Set<String> within, Set<String> into) {
    if (schema.has("$ref")) {
      String ref = schema.get("$ref").asText();
      if (!within.contains(ref)) {
        Set<String> deeper = new LinkedHashSet<>(within);
        deeper.add(ref);
        collect(Operation.schema(document, schema), at, deeper, into);
      }
      return;
    }
    for (String choice : Set.of("oneOf", "anyOf", "allOf")) {
      schema.path(choice).forEach(each -> collect(each, at, within, into));
    }
    schema
        .path("properties")
        .properties()
        .forEach(
            each ->
                collect(
                    each.getValue(),
                    at.isEmpty() ? each.getKey() : at + "/" + each.getKey(),
                    within,
                    into));
    if (schema.has("items")) {
      collect(schema.get("items"), at, within, into);
    }
    if (schema.path("additionalProperties").isObject()) {
      collect(schema.get("additionalProperties"), at + "/*", within, into);
    }
    if (!at.isEmpty()
        && schema.path("type").toString().contains("\"string\"")
        && !schema.has("enum")) {
      into.add(at);
    }
  }
}
