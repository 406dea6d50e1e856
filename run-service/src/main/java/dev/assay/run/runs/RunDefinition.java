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
          "gate",
          "star_metric",
          "policy",
          "budget",
          "fail_fast",
          "early_stop",
          "seed");
  // What a launch gives as null over an evaluation is none; others of it would be the evaluation's.
  private static final List<String> CAN_BE_TAKEN_AWAY =
      List.of("gate", "star_metric", "early_stop");
  private static final List<String> EMPTY_IS_NONE = List.of("tags", "metadata");
  private static final List<String> CANNOT_BE_TAKEN_AWAY =
      List.of("judge", "budget", "fail_fast", "baseline");

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

  /** Which items are asked, as the launch said it. */
  public RunSpec.Slice slice() {
    JsonNode slice = part("dataset");
    return slice == null || slice.isNull()
        ? new RunSpec.Slice(null, null, null, null)
        : Json.mapper().convertValue(slice, RunSpec.Slice.class);
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

  /** Of the same run once more, for the launch that does it by itself. */
  LaunchRequest asLaunch(Run.Names names) {
    return read(launch(names).put("trigger", "rerun"));
  }

  /**
   * In the form that a launch takes: launched, it does the same again. What a run of a build before
   * does not know is left out.
   *
   * @param names what the run is called
   * @param evaluation {@code name@version} that it was made from, null when that is gone
   * @param below what that says, null when it is gone
   */
  public LaunchRequest asLaunch(Run.Names names, String evaluation, LaunchRequest below) {
    ObjectNode launch = launch(names);
    JsonNode stored = Json.mapper().valueToTree(below);
    EMPTY_IS_NONE.stream()
        .filter(f -> launch.path(f).isEmpty() && !stored.hasNonNull(f))
        .forEach(launch::remove);
    if (evaluation == null
        || CANNOT_BE_TAKEN_AWAY.stream().anyMatch(f -> shines(stored, launch, f))) {
      return read(launch);
    }
    launch.put("evaluation", evaluation);
    CAN_BE_TAKEN_AWAY.stream().filter(f -> shines(stored, launch, f)).forEach(launch::putNull);
    return read(launch);
  }

  /** Whether what is stored would hold where the launch says nothing. */
  private static boolean shines(JsonNode stored, JsonNode launch, String field) {
    return stored.hasNonNull(field) && !launch.hasNonNull(field);
  }

  private ObjectNode launch(Run.Names names) {
    ObjectNode launch = Json.mapper().createObjectNode();
    launch.put("name", names.name());
    launch.put("concurrency", concurrency);
    launch.put("repeats", repeats);
    launch.put("order", order().isEmpty() ? null : order());
    launch.put("cache", cache().wire());
    launch.put("baseline", baseline() == null ? null : baseline().toString());
    launch.put("alias", names.alias());
    launch.put("label", names.label());
    launch.set("tags", Json.mapper().valueToTree(names.tags()));
    launch.set("metadata", names.metadata());
    launch.set("judge", judge());
    for (String same : SAME_IN_LAUNCH) {
      launch.set(same, part(same));
    }
    // A null would be one that somebody gave.
    launch.properties().removeIf(field -> field.getValue().isNull());
    return launch;
  }

  /**
   * Whom scorers ask that name nobody: where the launch said nothing, whom the workspace did.
   * Another judge would make it another run.
   */
  private JsonNode judge() {
    JsonNode said = part("judge");
    if (said != null && !said.isNull()) {
      return said;
    }
    for (JsonNode scorer : spec.path("scorers")) {
      JsonNode asked = spec.path("judges").get(scorer.path("key").asText());
      if (asked != null && !scorer.path("params").has("judge")) {
        return asked;
      }
    }
    return null;
  }

  /** Whom scorers ask that name nobody, be it the launch's or the workspace's; null for none. */
  public RunSpec.Judge whoJudges() {
    return Json.mapper().convertValue(judge(), RunSpec.Judge.class);
  }

  private static LaunchRequest read(ObjectNode launch) {
    return Json.mapper().convertValue(launch, LaunchRequest.class);
  }
}
