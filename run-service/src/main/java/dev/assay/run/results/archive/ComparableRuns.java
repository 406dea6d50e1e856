package dev.assay.run.results.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.status.RunStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.verdict.comparison.shared.ScoredBy;
import dev.assay.run.verdict.comparison.shared.SharedScorers;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a run can be compared with: runs over the same dataset that have ended.
 *
 * @param suggested what to compare it with first
 * @param data by version of the dataset, the run's own first, then the newest; within a version the
 *     newest run first
 * @param nextCursor for {@code ?cursor=}; null on the last page
 */
@Schema(name = "ComparableRuns")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ComparableRuns(Suggestion suggested, List<Found> data, @Nullable String nextCursor) {

  /**
   * What to offer first.
   *
   * @param run null when there is nothing to offer
   * @param reason a sentence: why this one, or why none
   */
  @Schema(name = "SuggestedRun")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Suggestion(@Nullable Found run, String reason) {}

  /**
   * A run as a picker shows it.
   *
   * @param sameVersion whether it is over the same version of the dataset
   * @param samePart whether it asks the same part of it: sections, and as many items by the same
   *     order; false where one is a sample and the other is not
   * @param sharedScorers keys of the scorers by which it can be compared: those that score both in
   *     the same way; empty when nothing can be said of which is better
   * @param finishedAt null of one that a build of before ended without saying when
   */
  @Schema(name = "ComparableRun")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Found(
      UUID id,
      String name,
      @Nullable String alias,
      @Nullable String label,
      boolean pinned,
      @Nullable String provider,
      @Nullable String model,
      @Nullable String evaluation,
      @Nullable Integer evaluationVersion,
      @Nullable Integer datasetVersion,
      boolean sameVersion,
      boolean samePart,
      List<String> sharedScorers,
      RunStatus status,
      @Nullable @Schema(implementation = Verdict.class) String verdict,
      @Nullable Double meanScore,
      Instant queuedAt,
      @Nullable Instant finishedAt) {
    static Found of(Row row, Map<String, ScoredBy> own) {
      return new Found(
          row.getUUID("id"),
          row.getString("name"),
          row.getString("alias"),
          row.getString("label"),
          row.getBoolean("pinned"),
          row.getString("provider_name"),
          row.getString("model"),
          row.getString("evaluation_name"),
          row.getInteger("evaluation_version"),
          row.getInteger("dataset_version"),
          row.getBoolean("same"),
          row.getBoolean("same_part"),
          List.copyOf(SharedScorers.of(List.of(own), List.of(scoredBy(row))).scores()),
          RunStatus.of(row.getString("status")),
          row.getString("verdict"),
          row.getDouble("mean_score"),
          Rows.instant(row, "queued_at"),
          Rows.instant(row, "finished_at"));
    }

    /** How a run is scored. */
    static Map<String, ScoredBy> scoredBy(Row row) {
      Map<String, String> versions = new HashMap<>();
      JsonNode scored = JsonColumns.tree(row, "versions");
      if (scored != null) {
        scored.properties().forEach(one -> versions.put(one.getKey(), one.getValue().asText()));
      }
      return ScoredBy.of(
          JsonColumns.tree(row, "scorers"), JsonColumns.tree(row, "judges"), versions);
    }
  }
}
