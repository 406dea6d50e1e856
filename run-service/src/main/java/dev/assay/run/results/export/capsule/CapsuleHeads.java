package dev.assay.run.results.export.capsule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import io.vertx.mutiny.sqlclient.Row;

/** The single documents of a capsule. */
final class CapsuleHeads {
  /** Raised when a reader of the old form could not read the new one. */
  static final int FORMAT_VERSION = 1;

  private static final String[] DEFINED = {
    "id",
    "name",
    "evaluation",
    "evaluation_version",
    "concurrency",
    "repeats",
    "trigger",
    "alias",
    "label",
    "tags",
    "metadata"
  };
  private static final String[] CAME_TO = {
    "status",
    "verdict",
    "pass_status",
    "counts",
    "summary",
    "criteria",
    "star_metric_result",
    "self_test",
    "canaries",
    "warnings",
    "error",
    "queued_at",
    "started_at",
    "finished_at"
  };

  private CapsuleHeads() {}

  /**
   * {@code {id, name, evaluation, …, dataset: {…, sha256, items}, spec, scorer_versions, raw?}}.
   *
   * @param run as the API shows it
   */
  static ObjectNode definition(JsonNode run, CapsuleQuery.Plan plan) {
    ObjectNode definition = copy(run, DEFINED);
    definition.put("generation", plan.run().getInteger("generation"));
    ObjectNode dataset = definition.putObject("dataset");
    dataset.set("name", run.path("dataset").get("name"));
    dataset.set("version", run.path("dataset").get("version"));
    dataset.put("sha256", plan.run().getString("sha256"));
    dataset.put("item_count", plan.run().getInteger("item_count"));
    RawJson.put(definition, "spec", plan.run().getString("spec"));
    ObjectNode versions = definition.putObject("scorer_versions");
    for (Row row : plan.versions()) {
      // A run that was retried after an update may have scores of two versions.
      ObjectNode range = versions.putObject(row.getString("key"));
      range.put("oldest", row.getInteger("oldest")).put("newest", row.getInteger("newest"));
    }
    return definition;
  }

  /** What the run came to, as the API shows it. */
  static ObjectNode summary(JsonNode run) {
    return copy(run, CAME_TO);
  }

  /** The manifest but for its files. */
  static ObjectNode manifest(JsonNode run) {
    ObjectNode manifest = Json.mapper().createObjectNode();
    manifest.put("format", "assay-capsule").put("format_version", FORMAT_VERSION);
    manifest.set("run", copy(run, "id", "name", "status", "verdict", "generation", "finished_at"));
    return manifest;
  }

  private static ObjectNode copy(JsonNode from, String... fields) {
    ObjectNode copy = Json.mapper().createObjectNode();
    for (String field : fields) {
      if (from.hasNonNull(field)) {
        copy.set(field, from.get(field));
      }
    }
    return copy;
  }
}
