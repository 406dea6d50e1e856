package dev.assay.run.results.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.common.status.RunStatus;
import dev.assay.common.status.Verdict;
import dev.assay.run.platform.db.Rows;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
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
      RunStatus status,
      @Nullable @Schema(implementation = Verdict.class) String verdict,
      @Nullable Double meanScore,
      Instant queuedAt,
      @Nullable Instant finishedAt) {
    static Found of(Row row) {
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
          RunStatus.of(row.getString("status")),
          row.getString("verdict"),
          row.getDouble("mean_score"),
          Rows.instant(row, "queued_at"),
          Rows.instant(row, "finished_at"));
    }
  }
}
