package dev.assay.run.traffic.requests;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.paging.PageFit;
import dev.assay.run.platform.paging.Shortened;
import dev.assay.run.traffic.feedback.Standing;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A record of traffic as it is stored.
 *
 * @param kind request or agent_execution
 * @param record what was logged
 * @param receivedAt when it came, or was completed
 * @param feedback how many corrections, notes and ratings people gave
 * @param corrected whether one of them is a JSON correction that stands
 * @param cut whether input or response was too long for a list and is its beginning, as a text that
 *     ends in an ellipsis; the record by its id has it whole
 */
@Schema(name = "Traffic")
public record TrafficView(
    TrafficKind kind,
    @JsonUnwrapped TrafficRecord record,
    Instant receivedAt,
    long feedback,
    boolean corrected,
    boolean cut) {

  private static final String FACTS =
      """
      t.kind, t.id, t.at, t.received_at, t.status, t.skill, t.skill_version, t.agent,
      t.agent_version, t.domain, t.feature, t.provider, t.model, t.session, t.environment,
      t.error, t.latency_ms, t.tokens_in, t.tokens_cached, t.tokens_out, t.cost, t.trace_id,
      t.metadata::text as metadata, said.*,
      """;

  /** What {@link #of} reads, from {@code traffic t}. */
  static final String COLUMNS = FACTS + "t.input::text as input, t.response::text as response";

  /** What {@link #listed} reads. */
  static final String LISTED =
      FACTS
          + Shortened.columns("t.input::text", "input")
          + ", "
          + Shortened.columns("t.response::text", "response");

  /** How much of {@code t} that may be. */
  static final String BYTES =
      String.join(
          " + ",
          Shortened.bytes("t.input"),
          Shortened.bytes("t.response"),
          PageFit.bytes("t.error", "t.metadata"));

  /** What people said of {@code t}. */
  static final String SAID =
      """
      cross join lateral (
        select count(*) as feedback,
               coalesce(bool_or(f.response is not null and %s), false) as corrected
        from feedback f
        where f.workspace_id = t.workspace_id and f.entity_type = t.kind and f.entity_id = t.id
          and f.replaced_at is null
      ) said
      """
          .formatted(Standing.notOutdated("f", false));

  static TrafficView of(Row row) {
    return of(row, JsonColumns.tree(row, "input"), JsonColumns.tree(row, "response"), false);
  }

  /** As a list shows it: what is long is cut. */
  static TrafficView listed(Row row) {
    Shortened input = Shortened.of(row, "input");
    Shortened response = Shortened.of(row, "response");
    return of(row, input.value(), response.value(), input.cut() || response.cut());
  }

  private static TrafficView of(Row row, JsonNode input, JsonNode response, boolean cut) {
    return new TrafficView(
        TrafficKind.of(row.getString("kind")),
        new TrafficRecord(
            row.getString("id"),
            row.getString("skill"),
            row.getString("skill_version"),
            row.getString("agent"),
            row.getString("agent_version"),
            row.getString("domain"),
            row.getString("feature"),
            row.getString("provider"),
            row.getString("model"),
            input,
            response,
            TrafficStatus.of(row.getString("status")),
            row.getString("error"),
            row.getLong("latency_ms"),
            tokens(row),
            row.getDouble("cost"),
            at(row),
            row.getString("session"),
            row.getString("environment"),
            row.getString("trace_id"),
            JsonColumns.tree(row, "metadata")),
        Rows.instant(row, "received_at"),
        row.getLong("feedback"),
        row.getBoolean("corrected"),
        cut);
  }

  private static OffsetDateTime at(Row row) {
    return row.getOffsetDateTime("at");
  }

  private static TrafficRecord.Tokens tokens(Row row) {
    Long in = row.getLong("tokens_in");
    Long cached = row.getLong("tokens_cached");
    Long out = row.getLong("tokens_out");
    return in == null && cached == null && out == null
        ? null
        : new TrafficRecord.Tokens(in, cached, out);
  }
}
