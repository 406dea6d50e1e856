package dev.assay.run.results.export.capsule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.json.Json;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.common.part.Usage;
import dev.assay.common.status.ScoreStatus;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Locale;

/** The lines of a capsule's files, from rows of {@link CapsuleQuery}. */
final class CapsuleLines {
  private CapsuleLines() {}

  /** {@code {position, item_id, section?, label?, body, raw?}}. */
  static ObjectNode item(Row row) {
    ObjectNode line = node().put("position", row.getInteger("position"));
    texts(line, row, "item_id", "section", "label");
    RawJson.put(line, "body", row.getString("body"));
    return line;
  }

  /**
   * {@code {n, position, repeat, status, reason?, error?, cost?, answer?, metadata?, trace_id?,
   * raw?}}; the answer is as scorers got it, its output and tool calls standing beside it.
   */
  static ObjectNode answer(Row row) {
    ObjectNode line = unit(row).put("status", row.getString("status"));
    texts(line, row, "reason", "trace_id");
    if (row.getString("error_code") != null) {
      line.putObject("error")
          .put("code", row.getString("error_code"))
          .put("message", row.getString("error_message"));
    }
    if (row.getDouble("unit_cost") != null) {
      line.put("cost", row.getDouble("unit_cost"));
    }
    if (row.getBoolean("kept")) {
      line.set("answer", Json.mapper().valueToTree(answerWithoutOutput(row)));
      RawJson.put(line, "output", row.getString("output"));
      RawJson.put(line, "tool_calls", row.getString("tool_calls"));
    }
    RawJson.put(line, "metadata", row.getString("metadata"));
    return line;
  }

  private static Answer answerWithoutOutput(Row row) {
    Integer latency = row.getInteger("latency_ms");
    Integer ttft = row.getInteger("ttft_ms");
    String usage = row.getString("usage");
    return new Answer(
        null,
        null,
        row.getString("finish_reason"),
        row.getString("refusal"),
        null,
        usage == null ? null : Json.mapper().convertValue(RawJson.read(usage), Usage.class),
        latency == null ? null : latency.longValue(),
        ttft == null ? null : ttft.longValue(),
        row.getDouble("cost"),
        row.getString("model"),
        row.getString("request_id"),
        row.getBoolean("cached"));
  }

  /** One attempt with the unit it belongs to; what is not known is absent. */
  static ObjectNode attempt(Row row) {
    ObjectNode line = unit(row);
    numbers(line, row, "generation", "number", "first_byte_ms", "duration_ms", "http_status");
    numbers(line, row, "wait_ms", "tokens_in", "tokens_cached", "tokens_out", "cost");
    texts(
        line,
        row,
        "judge",
        "worker",
        "outcome",
        "request_id",
        "wait_reason",
        "body_sha256",
        "error");
    line.put("started_at", row.getOffsetDateTime("started_at").toInstant().toString());
    line.put("outcome_unknown", row.getBoolean("outcome_unknown"));
    return line;
  }

  /**
   * {@code {n, position, repeat, score, passport?, …}}, the score being the contract's, and beside
   * it what asking a judge took.
   */
  static ObjectNode score(Row row) {
    String code = row.getString("error_code");
    Score score =
        new Score(
            row.getString("key"),
            row.getString("scorer"),
            row.getInteger("scorer_version"),
            ScoreStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
            row.getDouble("score"),
            row.getBoolean("passed"),
            row.getString("reason"),
            RawJson.read(row.getString("metadata")),
            code == null
                ? null
                : new Failure(ErrorCode.valueOf(code), row.getString("error_message")));
    ObjectNode line = unit(row);
    texts(line, row, "passport");
    numbers(line, row, "questions", "judge_tokens_in", "judge_tokens_out", "judge_cost");
    return line.set("score", Json.mapper().valueToTree(score));
  }

  private static ObjectNode unit(Row row) {
    ObjectNode line = node();
    numbers(line, row, "n", "position", "repeat");
    return line;
  }

  private static void texts(ObjectNode line, Row row, String... columns) {
    for (String column : columns) {
      if (row.getString(column) != null) {
        line.put(column, row.getString(column));
      }
    }
  }

  private static void numbers(ObjectNode line, Row row, String... columns) {
    for (String column : columns) {
      Object value = row.getValue(column);
      if (value instanceof Double number) {
        line.put(column, number);
      } else if (value instanceof Number number) {
        line.put(column, number.longValue());
      }
    }
  }

  private static ObjectNode node() {
    return Json.mapper().createObjectNode();
  }
}
