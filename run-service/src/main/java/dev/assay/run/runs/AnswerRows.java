package dev.assay.run.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Answer;
import dev.assay.common.part.UnitRef;
import dev.assay.common.part.Usage;
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
        new ScoringTask.Unit(ref, ItemRows.read(row), answer(row, output)),
        row.getString("body").length() + (output == null ? 0 : output.length()));
  }

  private static Answer answer(Row row, String output) {
    Integer latency = row.getInteger("latency_ms");
    Integer ttft = row.getInteger("ttft_ms");
    return new Answer(
        json(output),
        json(row.getString("tool_calls")),
        row.getString("finish_reason"),
        row.getString("refusal"),
        null,
        usage(row.getString("usage")),
        latency == null ? null : latency.longValue(),
        ttft == null ? null : ttft.longValue(),
        row.getDouble("cost"),
        row.getString("model"),
        row.getString("request_id"),
        row.getBoolean("cached"));
  }

  private static Usage usage(String json) {
    return json == null ? null : Json.mapper().convertValue(json(json), Usage.class);
  }

  private static JsonNode json(String text) {
    try {
      return text == null ? null : Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON cannot be read", e);
    }
  }
}
