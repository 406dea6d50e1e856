package dev.assay.run.preview.scorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.Failure;
import dev.assay.common.status.ScoreStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.verdict.statistics.Interval;
import dev.assay.run.verdict.totals.Histogram;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a definition makes of stored answers. Nothing of it is kept.
 *
 * @param run whose answers
 * @param scorer the built-in scorer that did the work
 * @param version of that scorer
 * @param replaces key of the run's scorer whose place it takes, null when it is added to them
 * @param summary over the answers that were tried
 * @param flips answers whose item would have come out otherwise
 * @param items the lowest scores first, what has none at the end
 * @param cost of asking a model, in the account's currency; 0 when none was asked, null when not
 *     known
 * @param notes what to know of it, such as what could not be done
 */
@Schema(name = "ScorerPreview")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TryoutResult(
    UUID run,
    String scorer,
    Integer version,
    @Nullable String replaces,
    Summary summary,
    List<Flip> flips,
    List<Item> items,
    @Nullable Double cost,
    List<String> notes) {

  /**
   * In numbers.
   *
   * @param answers how many were tried
   * @param scored how many have a score
   * @param mean of the scores, null without any
   * @param passRate of those that have a threshold and were not skipped; an error has not passed;
   *     null without a threshold, and when nothing was measured
   * @param histogram ten bins [0,.1) … [.9,1]
   * @param newlyPassed how many of the flips are now passed
   * @param newlyFailed how many of the flips are now failed
   */
  @Schema(name = "ScorerPreviewSummary")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Summary(
      int answers,
      int scored,
      int errors,
      int skipped,
      @Nullable Double mean,
      @Nullable Interval meanInterval,
      @Nullable Double passRate,
      @Nullable Interval passRateInterval,
      @Nullable Double threshold,
      Histogram histogram,
      int newlyPassed,
      int newlyFailed) {}

  /** One answer. */
  @Schema(name = "ScorerPreviewItem")
  public record Item(
      String itemId,
      int position,
      int repeat,
      @Nullable String section,
      ScoreStatus status,
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double score,
      @Nullable Boolean passed,
      @Nullable String reason,
      @Nullable @Schema(ref = "JsonObject") JsonNode metadata,
      @Nullable Failure error,
      @Nullable Previous previous) {}

  /** What the scorer that it replaces made of the same answer. */
  @Schema(name = "ScorerPreviewPrevious")
  public record Previous(
      ScoreStatus status,
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double score,
      @Nullable Boolean passed) {}

  /**
   * An item that would have come out otherwise.
   *
   * @param from its status in the run
   * @param to its status with the definition added or replaced
   */
  @Schema(name = "ScorerPreviewFlip")
  public record Flip(String itemId, int position, int repeat, UnitStatus from, UnitStatus to) {}
}
