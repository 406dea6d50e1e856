package dev.assay.run.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.db.JsonColumns;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.UUID;

/**
 * A run's definition as it is stored: what people gave is shown to them as they gave it. What
 * computes with it reads the same text as a {@link RunSpec}.
 *
 * @param spec the text of a {@link RunSpec}
 * @param concurrency calls at a time
 * @param repeats answers to each item
 */
public record RunDefinition(JsonNode spec, int concurrency, int repeats) {
  private static final List<String> SAME_IN_LAUNCH =
      List.of(
          "dataset",
          "target",
          "scorers",
          "judge",
          "gate",
          "star_metric",
          "policy",
          "budget",
          "fail_fast",
          "early_stop");

  static RunDefinition of(Row row) {
    return new RunDefinition(
        JsonColumns.tree(row, "spec"), row.getInteger("concurrency"), row.getInteger("repeats"));
  }

  /** A part of the definition by its name in JSON; null when it is not there. */
  public JsonNode part(String name) {
    return spec.get(name);
  }

  /** What is evaluated. */
  public JsonNode target() {
    return part("target");
  }

  /** What its answers are scored by. */
  public JsonNode scorers() {
    return part("scorers");
  }

  /** What is done with answers that were given before. */
  public CacheMode cache() {
    CacheMode mode = CacheMode.of(spec.path("cache").asText());
    return mode == null ? CacheMode.OFF : mode;
  }

  /** The run that criteria on the difference compare with; null for none. */
  public UUID baseline() {
    return spec.hasNonNull("baseline") ? UUID.fromString(spec.get("baseline").asText()) : null;
  }

  /** Of the units; empty when it is not told. */
  public String order() {
    return spec.path("order").asText();
  }

  /** Of the order. */
  public long seed() {
    return spec.path("seed").asLong();
  }

  LaunchRequest asLaunch(Run.Names names) {
    ObjectNode launch = Json.mapper().createObjectNode();
    launch.put("name", names.name());
    launch.put("concurrency", concurrency);
    launch.put("repeats", repeats);
    launch.put("order", order());
    launch.put("seed", seed());
    launch.put("cache", cache().wire());
    launch.put("baseline", baseline() == null ? null : baseline().toString());
    launch.put("alias", names.alias());
    launch.put("label", names.label());
    launch.put("trigger", "rerun");
    launch.set("tags", Json.mapper().valueToTree(names.tags()));
    launch.set("metadata", names.metadata());
    for (String same : SAME_IN_LAUNCH) {
      launch.set(same, part(same));
    }
    return Json.mapper().convertValue(launch, LaunchRequest.class);
  }
}
