package dev.assay.run.results.items;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.db.JsonColumns;
import io.vertx.mutiny.sqlclient.Row;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A unit of a run as a list shows it.
 *
 * @param n its number in dispatch order
 * @param position of the item in its dataset version, from 1
 * @param input the beginning of it, as text
 * @param output shortened likewise; null when there is none
 * @param scores by key: {score, status, passed, reason}
 */
@Schema(name = "RunItem")
public record ItemSummary(
    int n,
    int position,
    int repeat,
    String itemId,
    String section,
    String label,
    UnitStatus status,
    String reason,
    String input,
    String expected,
    String output,
    @Schema(implementation = Object.class) JsonNode scores,
    Integer latencyMs,
    int attempts,
    Double cost,
    boolean cached,
    Failure error) {

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
        failure(row));
  }

  static Failure failure(Row row) {
    String code = row.getString("error_code");
    return code == null
        ? null
        : new Failure(ErrorCode.valueOf(code), row.getString("error_message"));
  }
}
