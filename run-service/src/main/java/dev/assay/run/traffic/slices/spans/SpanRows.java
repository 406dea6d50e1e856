package dev.assay.run.traffic.slices.spans;

import static dev.assay.run.platform.db.Columns.column;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.traffic.feedback.Standing;
import dev.assay.run.traffic.otlp.spans.SpanKey;
import dev.assay.run.traffic.requests.TrafficKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the spans of traces, first what they are, then what is in some of them. */
@ApplicationScoped
class SpanRows {
  /** Most spans of a trace that are looked at. */
  static final int MOST = 2_000;

  /** Most requests and executions of a trace that are looked at. */
  private static final int MOST_RECORDS = 1_000;

  private static final String LINES =
      """
      select t.trace_id, s.*
      from unnest($2::text[]) as t(trace_id)
      cross join lateral (
        select span_id, parent_id, at, ended_at, kind, name, failed, execution is not null as may_be,
          bytes, case when kind = 'tool' then %s #>> '{}' end as tool
        from traffic_spans s
        where s.workspace_id = $1 and s.trace_id = t.trace_id
        order by s.at, s.span_id limit $3
      ) s
      order by t.trace_id, s.at, s.span_id
      """
          .formatted(JsonColumns.member("s.span", "tool"));

  private static final String RECORDS =
      """
      select w.trace_id, t.*
      from unnest($2::text[]) as w(trace_id)
      cross join lateral (
        select kind, id, at, latency_ms from traffic t
        where t.workspace_id = $1 and t.trace_id = w.trace_id
        order by at, kind, id limit $3
      ) t
      """;

  private static final String CONTENTS =
      """
      select s.trace_id, s.span_id, s.span::text as span, truth.response::text as truth,
        truth.author as truth_by
      from unnest($2::text[], $3::text[]) as w(trace_id, span_id)
      cross join lateral (
        select s.* from traffic_spans s
        where s.workspace_id = $1 and s.trace_id = w.trace_id and s.span_id = w.span_id
        order by s.at limit 1
      ) s
      """
          + Standing.truth(
              new Standing.Answer("s.workspace_id", "'span'", "(s.trace_id || '-' || s.span_id)"),
              false);

  private final Db db;

  SpanRows(Db db) {
    this.db = db;
  }

  /** What is known of a trace without the contents. */
  record Trace(List<SpanLine> lines, List<TraceRecord> records) {
    /** Whether it has more spans than are looked at. */
    boolean truncated() {
      return lines.size() > MOST;
    }
  }

  /** The traces, by their ids; those of which nothing is known are empty. */
  Uni<Map<String, Trace>> traces(UUID workspaceId, Collection<String> ids) {
    String[] all = ids.toArray(String[]::new);
    Map<String, Trace> traces = new HashMap<>();
    ids.forEach(id -> traces.put(id, new Trace(new ArrayList<>(), new ArrayList<>())));
    Db reader = db.of(workspaceId).in(Lane.READER);
    return reader
        .query(LINES, workspaceId, all, MOST + 1)
        .invoke(rows -> rows.forEach(row -> trace(traces, row).lines().add(line(row))))
        .flatMap(lines -> reader.query(RECORDS, workspaceId, all, MOST_RECORDS))
        .invoke(rows -> rows.forEach(row -> trace(traces, row).records().add(record(row))))
        .replaceWith(traces);
  }

  /** What is in some spans, as an item keeps it, each with what people say is right of it. */
  Uni<Map<SpanKey, ObjectNode>> contents(UUID workspaceId, List<SpanKey> keys) {
    if (keys.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return db.of(workspaceId)
        .in(Lane.READER)
        .query(
            CONTENTS,
            workspaceId,
            column(keys, String[]::new, SpanKey::traceId),
            column(keys, String[]::new, SpanKey::spanId))
        .map(
            rows -> {
              Map<SpanKey, ObjectNode> contents = new HashMap<>();
              Rows.list(rows)
                  .forEach(
                      row ->
                          contents.put(
                              new SpanKey(row.getString("trace_id"), row.getString("span_id")),
                              SpanContent.of(row)));
              return contents;
            });
  }

  private static Trace trace(Map<String, Trace> traces, Row row) {
    return traces.get(row.getString("trace_id"));
  }

  private static SpanLine line(Row row) {
    return new SpanLine(
        row.getString("span_id"),
        row.getString("parent_id"),
        row.getOffsetDateTime("at"),
        row.getOffsetDateTime("ended_at"),
        row.getString("kind"),
        row.getString("name"),
        row.getString("tool"),
        row.getBoolean("failed"),
        row.getBoolean("may_be"),
        row.getInteger("bytes"));
  }

  private static TraceRecord record(Row row) {
    return new TraceRecord(
        TrafficKind.of(row.getString("kind")),
        row.getString("id"),
        row.getOffsetDateTime("at"),
        row.getLong("latency_ms"));
  }
}
