package dev.assay.run.results.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.run.verdict.spending.UnitSpending;
import dev.assay.run.verdict.totals.Speed;
import dev.assay.run.verdict.totals.UnmeasuredReason;
import io.vertx.mutiny.sqlclient.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;

/** Writes units as JSON. What is JSON in the database is passed on as it is there. */
final class JsonExport {
  private JsonExport() {}

  /** One line per unit. */
  static byte[] lines(List<ExportUnit> units) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ExportUnit unit : units) {
      write(bytes, unit);
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }

  /** Elements of an array, a comma before each but the run's first. */
  static byte[] elements(List<ExportUnit> units) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ExportUnit unit : units) {
      bytes.writeBytes((unit.n() == 0 ? "\n" : ",\n").getBytes(StandardCharsets.UTF_8));
      write(bytes, unit);
    }
    return bytes.toByteArray();
  }

  /** The same, to be written in another form. */
  static List<JsonNode> nodes(List<ExportUnit> units) {
    return units.stream().map(JsonExport::node).toList();
  }

  private static JsonNode node(ExportUnit unit) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    write(bytes, unit);
    try {
      return Json.mapper().readTree(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(ByteArrayOutputStream bytes, ExportUnit unit) {
    try (JsonGenerator out = Json.mapper().createGenerator(bytes)) {
      out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      unit(out, unit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unit(JsonGenerator out, ExportUnit unit) throws IOException {
    Row row = unit.row();
    out.writeStartObject();
    out.writeStringField("item_id", row.getString("item_id"));
    out.writeNumberField("position", row.getInteger("position"));
    out.writeNumberField("repeat", row.getInteger("repeat"));
    texts(out, row, "section", "label");
    out.writeStringField("status", row.getString("status"));
    texts(out, row, "reason");
    // An absent key and a JSON null are different things.
    raw(out, row, "input", "expected");
    texts(out, row, "truth");
    if (row.getString("output") == null) {
      out.writeNullField("output");
    }
    raw(out, row, "output", "tool_calls");
    texts(out, row, "refusal", "finish_reason", "model", "trace_id");
    raw(out, row, "metadata");
    scores(out, unit.scores());
    out.writeArrayFieldStart("unmeasured");
    for (UnmeasuredReason reason : unit.unmeasured()) {
      out.writeString(reason.wire());
    }
    out.writeEndArray();
    number(out, "latency_ms", row.getInteger("latency_ms"));
    number(out, "ttft_ms", row.getInteger("ttft_ms"));
    Double speed =
        Speed.of(
            row.getLong("tokens_out"), row.getInteger("latency_ms"), row.getInteger("ttft_ms"));
    number(out, "tokens_per_s", speed);
    usage(out, row);
    number(out, "cost", row.getDouble("cost"));
    UnitSpending spending = unit.spending();
    number(out, "billed_cost", spending.billed());
    number(out, "useful_cost", spending.useful());
    out.writeBooleanField("cost_known", spending.costKnown());
    out.writeBooleanField("cached", row.getBoolean("cached"));
    attempts(out, unit.attempts());
    error(out, row);
    out.writeEndObject();
  }

  private static void scores(JsonGenerator out, List<Row> scores) throws IOException {
    out.writeObjectFieldStart("scores");
    for (Row score : scores) {
      out.writeObjectFieldStart(score.getString("key"));
      out.writeStringField("scorer", score.getString("scorer"));
      out.writeNumberField("version", score.getInteger("scorer_version"));
      out.writeStringField("status", score.getString("status"));
      number(out, "score", score.getDouble("score"));
      if (score.getBoolean("passed") == null) {
        out.writeNullField("passed");
      } else {
        out.writeBooleanField("passed", score.getBoolean("passed"));
      }
      texts(out, score, "reason", "passport");
      if (score.getDouble("judge_cost") != null) {
        number(out, "judge_cost", score.getDouble("judge_cost"));
      }
      raw(out, score, "metadata");
      if (score.getString("error_code") != null) {
        error(out, score);
      }
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void usage(JsonGenerator out, Row row) throws IOException {
    if (row.getLong("tokens_in") == null && row.getLong("tokens_out") == null) {
      out.writeNullField("usage");
      return;
    }
    out.writeObjectFieldStart("usage");
    number(out, "input", row.getLong("tokens_in"));
    number(out, "cached", row.getLong("tokens_cached"));
    number(out, "output", row.getLong("tokens_out"));
    out.writeEndObject();
  }

  private static void attempts(JsonGenerator out, List<Row> attempts) throws IOException {
    out.writeArrayFieldStart("attempts");
    for (Row attempt : attempts) {
      out.writeStartObject();
      number(out, "generation", attempt.getInteger("generation"));
      number(out, "number", attempt.getInteger("number"));
      OffsetDateTime started = attempt.getOffsetDateTime("started_at");
      out.writeStringField("started_at", started.toInstant().toString());
      number(out, "duration_ms", attempt.getInteger("duration_ms"));
      number(out, "first_byte_ms", attempt.getInteger("first_byte_ms"));
      texts(out, attempt, "judge", "worker", "outcome");
      number(out, "http_status", attempt.getInteger("http_status"));
      number(out, "wait_ms", attempt.getInteger("wait_ms"));
      texts(out, attempt, "wait_reason", "request_id", "body_sha256", "error");
      number(out, "tokens_in", attempt.getLong("tokens_in"));
      number(out, "tokens_cached", attempt.getLong("tokens_cached"));
      number(out, "tokens_out", attempt.getLong("tokens_out"));
      number(out, "cost", attempt.getDouble("cost"));
      out.writeBooleanField("outcome_unknown", attempt.getBoolean("outcome_unknown"));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void error(JsonGenerator out, Row row) throws IOException {
    if (row.getString("error_code") == null) {
      out.writeNullField("error");
      return;
    }
    out.writeObjectFieldStart("error");
    out.writeStringField("code", row.getString("error_code"));
    out.writeStringField("message", row.getString("error_message"));
    out.writeEndObject();
  }

  private static void number(JsonGenerator out, String name, Number value) throws IOException {
    if (value == null) {
      out.writeNullField(name);
    } else if (value instanceof Double d) {
      out.writeNumberField(name, d);
    } else {
      out.writeNumberField(name, value.longValue());
    }
  }

  private static void texts(JsonGenerator out, Row row, String... columns) throws IOException {
    for (String column : columns) {
      if (row.getString(column) != null) {
        out.writeStringField(column, row.getString(column));
      }
    }
  }

  private static void raw(JsonGenerator out, Row row, String... columns) throws IOException {
    for (String column : columns) {
      String json = row.getString(column);
      if (json != null) {
        out.writeFieldName(column);
        // Line ends stand between tokens only, never inside a JSON text; a line must be one line.
        out.writeRawValue(json.replace('\n', ' ').replace('\r', ' '));
      }
    }
  }
}
