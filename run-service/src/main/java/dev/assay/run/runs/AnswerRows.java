package dev.assay.run.runs;

import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Answer;
import dev.assay.common.part.UnitRef;
import dev.assay.common.part.Usage;
import dev.assay.run.platform.db.JsonColumns;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;

/** Reads answers of runs as scorers see them. */
public final class AnswerRows {
  private AnswerRows() {}

  /**
   * From the columns n, generation, latency_ms, ttft_ms, cost and cached of a unit, those of its
   * item as {@link ItemRows} reads them, and output, tool_calls and usage as text, finish_reason,
   * refusal, model and request_id of its answer.
   */
  public static AnsweredUnit read(UUID runId, Row row) {
    String output = row.getString("output");
    UnitRef ref = new UnitRef(runId, row.getInteger("n"), row.getInteger("generation"));
    return new AnsweredUnit(
        new ScoringTask.Unit(ref, ItemRows.read(row), answer(row)),
        row.getString("body").length() + (output == null ? 0 : output.length()));
  }

  private static Answer answer(Row row) {
    Integer latency = row.getInteger("latency_ms");
    Integer ttft = row.getInteger("ttft_ms");
    return new Answer(
        JsonColumns.tree(row, "output"),
        JsonColumns.tree(row, "tool_calls"),
        row.getString("finish_reason"),
        row.getString("refusal"),
        null,
        JsonColumns.read(row, "usage", Usage.class),
        latency == null ? null : latency.longValue(),
        ttft == null ? null : ttft.longValue(),
        row.getDouble("cost"),
        row.getString("model"),
        row.getString("request_id"),
        row.getBoolean("cached"));
  }
}
