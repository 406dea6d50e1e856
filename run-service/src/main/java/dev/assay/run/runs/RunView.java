package dev.assay.run.runs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.status.RunStatus;
import dev.assay.run.runs.state.Counts;
import dev.assay.run.runs.state.Pace;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A run as the API shows it. What is null is not known (yet). */
@Schema(name = "Run")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RunView(
    UUID id,
    String name,
    UUID group,
    String alias,
    String label,
    List<String> tags,
    @Schema(implementation = Object.class) JsonNode metadata,
    String trigger,
    boolean pinned,
    RunStatus status,
    String verdict,
    Boolean passStatus,
    int generation,
    String evaluation,
    Integer evaluationVersion,
    @Schema(implementation = Object.class) JsonNode dataset,
    @JsonIgnore JsonNode slice,
    @JsonIgnore JsonNode failFast,
    @Schema(implementation = Object.class) JsonNode earlyStop,
    @Schema(implementation = Object.class) JsonNode stopped,
    @Schema(implementation = Object.class) JsonNode target,
    @Schema(implementation = Object.class) JsonNode scorers,
    @Schema(implementation = Object.class) JsonNode judge,
    @Schema(implementation = Object.class) JsonNode judges,
    @Schema(implementation = Object.class) JsonNode canaries,
    @Schema(implementation = Object.class) JsonNode gate,
    @Schema(implementation = Object.class) JsonNode starMetric,
    @Schema(implementation = Object.class) JsonNode policy,
    @Schema(implementation = Object.class) JsonNode budget,
    CacheMode cache,
    UUID baseline,
    String order,
    long seed,
    int concurrency,
    int repeats,
    @Schema(implementation = Object.class) JsonNode counts,
    @Schema(implementation = Object.class) JsonNode progress,
    @Schema(implementation = Object.class) JsonNode summary,
    @Schema(implementation = Object.class) JsonNode criteria,
    @Schema(implementation = Object.class) JsonNode starMetricResult,
    @Schema(implementation = Object.class) JsonNode selfTest,
    @Schema(implementation = Object.class) JsonNode warnings,
    @Schema(implementation = Object.class) JsonNode error,
    Double meanScore,
    Double cost,
    Double knownCost,
    Double ratePerS,
    Long etaSeconds,
    @Schema(implementation = Object.class) JsonNode retry,
    long lastSeq,
    Instant queuedAt,
    Instant startedAt,
    Instant finishedAt) {

  /** What {@link #of} reads, from {@code runs r}. */
  static final String COLUMNS =
      """
      r.id, r.name, r.group_id, r.alias, r.label, r.tags, r.metadata::text as metadata, r.trigger,
      r.pinned, r.status, r.verdict, r.pass_status, r.generation, r.evaluation_name,
      r.evaluation_version, r.dataset_name, r.dataset_version, r.spec::text as spec, r.concurrency,
      r.repeats, r.total, r.pending, r.dispatched, r.answered, r.passed, r.failed, r.errored,
      r.skipped, r.cancelled, r.cached, r.cut, r.score_sum, r.score_count, r.cost, r.cost_unknown,
      r.canaries::text as canaries,
      r.self_test::text as self_test, r.summary::text as summary, r.criteria::text as criteria,
      r.star_metric_result::text as star_metric_result, r.warnings::text as warnings, r.stopped::text as stopped,
      r.error::text as error, r.retry_count, r.resumed_count, r.event_seq, r.queued_at,
      r.started_at, r.finished_at
      """;

  static RunView of(Row row) {
    JsonNode spec = json(row, "spec");
    Counts counts = Counts.of(row);
    int total = row.getInteger("total");
    RunStatus status = RunStatus.of(row.getString("status"));
    Pace pace = pace(row, status, counts, total);
    long scores = row.getLong("score_count");
    ObjectNode dataset =
        node()
            .put("name", row.getString("dataset_name"))
            .put("version", row.getInteger("dataset_version"));
    ObjectNode retry =
        node()
            .put("count", row.getInteger("retry_count"))
            .put("resumed_count", row.getInteger("resumed_count"));
    return new RunView(
        row.getUUID("id"),
        row.getString("name"),
        row.getUUID("group_id"),
        row.getString("alias"),
        row.getString("label"),
        List.of(row.getArrayOfStrings("tags")),
        json(row, "metadata"),
        row.getString("trigger"),
        row.getBoolean("pinned"),
        status,
        row.getString("verdict"),
        row.getBoolean("pass_status"),
        row.getInteger("generation"),
        row.getString("evaluation_name"),
        row.getInteger("evaluation_version"),
        dataset,
        spec.get("dataset"),
        spec.get("fail_fast"),
        spec.get("early_stop"),
        json(row, "stopped"),
        spec.get("target"),
        spec.get("scorers"),
        spec.get("judge"),
        spec.get("judges"),
        canaries(row),
        spec.get("gate"),
        spec.get("star_metric"),
        spec.get("policy"),
        spec.get("budget"),
        cache(spec),
        spec.hasNonNull("baseline") ? UUID.fromString(spec.get("baseline").asText()) : null,
        spec.path("order").asText(),
        spec.path("seed").asLong(),
        row.getInteger("concurrency"),
        row.getInteger("repeats"),
        counts.toJson(total),
        progress(counts, total),
        json(row, "summary"),
        json(row, "criteria"),
        json(row, "star_metric_result"),
        json(row, "self_test"),
        json(row, "warnings"),
        json(row, "error"),
        scores == 0 ? null : row.getDouble("score_sum") / scores,
        row.getBoolean("cost_unknown") ? null : row.getDouble("cost"),
        row.getDouble("cost"),
        pace.ratePerSecond(),
        status.isTerminal() ? null : pace.etaSeconds(),
        retry,
        row.getLong("event_seq"),
        instant(row, "queued_at"),
        instant(row, "started_at"),
        instant(row, "finished_at"));
  }

  /** The launch that makes the same run again. */
  public LaunchRequest asLaunch() {
    ObjectNode launch = node();
    launch.put("name", name);
    launch.put("concurrency", concurrency);
    launch.put("repeats", repeats);
    launch.put("order", order);
    launch.put("seed", seed);
    launch.put("cache", cache.wire());
    launch.put("baseline", baseline == null ? null : baseline.toString());
    launch.put("alias", alias);
    launch.put("label", label);
    launch.put("trigger", "rerun");
    launch.set("tags", Json.mapper().valueToTree(tags));
    launch.set("metadata", metadata);
    launch.set("dataset", slice);
    launch.set("target", target);
    launch.set("scorers", scorers);
    launch.set("judge", judge);
    launch.set("gate", gate);
    launch.set("star_metric", starMetric);
    launch.set("policy", policy);
    launch.set("budget", budget);
    launch.set("fail_fast", failFast);
    launch.set("early_stop", earlyStop);
    return Json.mapper().convertValue(launch, LaunchRequest.class);
  }

  private static CacheMode cache(JsonNode spec) {
    CacheMode mode = CacheMode.of(spec.path("cache").asText());
    return mode == null ? CacheMode.OFF : mode;
  }

  private static Pace pace(Row row, RunStatus status, Counts counts, int total) {
    OffsetDateTime started = row.getOffsetDateTime("started_at");
    if (started == null) {
      return new Pace(null, null);
    }
    OffsetDateTime ended = row.getOffsetDateTime("finished_at");
    Instant until = status.isTerminal() && ended != null ? ended.toInstant() : Instant.now();
    return Pace.of(counts, total, Duration.between(started.toInstant(), until));
  }

  /** DigitalOcean's words for how far a run is. */
  private static ObjectNode progress(Counts counts, int total) {
    return node()
        .put("total_rows", total)
        .put("candidate_rows_evaluated", total - counts.pending() - counts.dispatched())
        .put("judge_rows_evaluated", counts.passed() + counts.failed() + counts.errored());
  }

  private static JsonNode canaries(Row row) {
    JsonNode canaries = json(row, "canaries");
    return canaries == null || canaries.isEmpty() ? null : canaries;
  }

  private static ObjectNode node() {
    return Json.mapper().createObjectNode();
  }

  private static Instant instant(Row row, String column) {
    OffsetDateTime at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  static JsonNode json(Row row, String column) {
    String text = row.getString(column);
    try {
      return text == null ? null : Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON cannot be read: " + column, e);
    }
  }
}
