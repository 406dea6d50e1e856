package dev.assay.run.results.items;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.text.Excerpt;
import dev.assay.run.verdict.totals.UnmeasuredReason;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A unit of a run as a list shows it.
 *
 * @param n its number in dispatch order
 * @param position of the item in its dataset version, from 1
 * @param input the beginning of it, as text
 * @param output shortened likewise; null when there is none
 * @param scores by key: {score, status, passed, reason, error}, the reasons shortened likewise
 * @param unmeasured why it was not measured as one would think; empty when it was
 */
@Schema(name = "RunItem")
public record ItemSummary(
    int n,
    int position,
    int repeat,
    String itemId,
    @Nullable String section,
    @Nullable String label,
    UnitStatus status,
    @Nullable String reason,
    @Nullable String input,
    @Nullable String expected,
    @Nullable String output,
    @Nullable @Schema(ref = "RunItemScore{}") JsonNode scores,
    @Nullable Integer latencyMs,
    int attempts,
    @Nullable Double cost,
    boolean cached,
    List<UnmeasuredReason> unmeasured,
    @Nullable Failure error) {

  static ItemSummary of(Row row) {
    return new ItemSummary(
        row.getInteger("n"),
        row.getInteger("position"),
        row.getInteger("repeat"),
        row.getString("item_id"),
        row.getString("section"),
        row.getString("label"),
        UnitStatus.of(row.getString("status")),
        row.getString("reason"),
        Excerpt.of(row.getString("input")),
        Excerpt.of(row.getString("expected")),
        Excerpt.of(row.getString("output")),
        JsonColumns.tree(row, "scores"),
        row.getInteger("latency_ms"),
        row.getInteger("attempts"),
        row.getDouble("cost"),
        row.getBoolean("cached"),
        unmeasured(row, of(JsonColumns.tree(row, "scores"))),
        shortened(failure(row)));
  }

  private static Failure shortened(Failure failure) {
    return failure == null ? null : new Failure(failure.code(), Excerpt.ofText(failure.message()));
  }

  /** Why a unit was not measured as one would think. */
  static List<UnmeasuredReason> unmeasured(Row row, List<UnmeasuredReason.OfScore> scores) {
    return UnmeasuredReason.of(
        row.getString("status").equals(UnitStatus.ERROR.wire()),
        row.getString("error_code"),
        row.getString("finish_reason"),
        row.getString("refusal"),
        row.getBoolean("expects"),
        scores);
  }

  private static List<UnmeasuredReason.OfScore> of(JsonNode scores) {
    List<UnmeasuredReason.OfScore> all = new ArrayList<>();
    if (scores != null) {
      for (JsonNode score : scores) {
        all.add(
            new UnmeasuredReason.OfScore(
                score.path("status").asText(),
                score.path("error").textValue(),
                score.path("reason").textValue()));
      }
    }
    return all;
  }

  static Failure failure(Row row) {
    String code = row.getString("error_code");
    return code == null
        ? null
        : new Failure(ErrorCode.valueOf(code), row.getString("error_message"));
  }
}
