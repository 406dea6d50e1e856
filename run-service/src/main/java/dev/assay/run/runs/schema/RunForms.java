package dev.assay.run.runs.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Nullable;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Parts of a run's view that are put together as JSON. */
public final class RunForms {
  private RunForms() {}

  /**
   * Which items a run is over.
   *
   * @param limit at most so many of them, null for all
   * @param sections only these, null for all
   */
  @Schema(name = "RunDataset")
  public record DatasetOfRun(
      @Nullable String name,
      @Nullable Integer version,
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Integer limit,
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) List<String> sections) {}

  /**
   * A scorer as a run uses it.
   *
   * @param key its name within the run
   * @param threshold score &gt;= threshold passes; absent for none
   * @param params absent for none
   * @param custom name@version of the custom scorer that this was made from; absent for none
   */
  @Schema(name = "RunScorer")
  public record ScorerOfRun(
      String id,
      String key,
      @Nullable Double threshold,
      @Nullable @Schema(ref = "JsonObject") JsonNode params,
      @Nullable String custom) {}

  /**
   * Units by what became of them; pending to cancelled add up to the total.
   *
   * @param cached of all, answered from the cache
   */
  @Schema(name = "RunCounts")
  public record CountsOfRun(
      int total,
      int pending,
      int inFlight,
      int answered,
      int passed,
      int failed,
      int errored,
      int skipped,
      int cancelled,
      int cached) {}

  /** How far a run is, in rows. */
  @Schema(name = "RunProgress")
  public record ProgressOfRun(int totalRows, int candidateRowsEvaluated, int judgeRowsEvaluated) {}

  /** How often a run was retried, and resumed. */
  @Schema(name = "RunRetries")
  public record RetriesOfRun(int count, int resumedCount) {}

  /** Why a run failed. */
  @Schema(name = "RunError")
  public record ErrorOfRun(String code, String message) {}
}
