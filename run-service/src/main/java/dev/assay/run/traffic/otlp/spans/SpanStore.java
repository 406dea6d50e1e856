package dev.assay.run.traffic.otlp.spans;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.traffic.requests.TrafficMonths;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Keeps spans, each once, and finds them by their trace. */
@ApplicationScoped
public class SpanStore {
  private static final int TOGETHER = 500;

  private static final String WRITE =
      """
      insert into traffic_spans (workspace_id, trace_id, span_id, at, ended_at, parent_id, root,
        kind, name, failed, execution, span, bytes)
      select $1, g.trace_id, g.span_id, g.at, g.ended_at, g.parent_id, g.root, g.kind, g.name,
        g.failed, case when g.may_be_execution then 'open' end, g.span::json,
        octet_length(g.span)
      from unnest($2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[],
        $7::bool[], $8::text[], $9::text[], $10::bool[], $11::bool[], $12::text[])
      as g(trace_id, span_id, at, ended_at, parent_id, root, kind, name, failed, may_be_execution,
        span)
      on conflict do nothing
      """;

  private static final String CALLERS =
      """
      select distinct trace_id, parent_id
      from traffic_spans
      where workspace_id = $1 and trace_id = any($2) and parent_id = any($3) and kind = 'llm'
      """;

  // As many as fit, and at least one; how many there are is counted to one beyond the most.
  private static final String TRACE =
      """
      select span::text as span, there
      from (
        select at, span_id, span, bytes, sum(bytes) over (order by at, span_id) as upto,
               count(*) over ()::int as there
        from (
          select at, span_id, span, bytes from traffic_spans
          where workspace_id = $1 and trace_id = $2
          order by at, span_id limit $3 + 1) s
        order by at, span_id limit $3) s
      where upto - bytes < $4
      order by at, span_id
      """;

  private final Db db;
  private final TrafficMonths months;

  SpanStore(Db db, TrafficMonths months) {
    this.db = db;
    this.months = months;
  }

  /** Stores spans; those that are there already change nothing. */
  public Uni<Void> write(UUID workspaceId, Collection<Span> spans) {
    // All who write lock them in one order.
    List<Span> inOrder =
        spans.stream()
            .sorted(Comparator.comparing(Span::traceId).thenComparing(Span::spanId))
            .toList();
    return months
        .write(inOrder, TOGETHER, Span::start, part -> insert(workspaceId, part))
        .replaceWithVoid();
  }

  private Uni<Integer> insert(UUID workspaceId, List<Span> part) {
    return db.query(
            WRITE,
            workspaceId,
            column(part, String[]::new, Span::traceId),
            column(part, String[]::new, Span::spanId),
            column(part, OffsetDateTime[]::new, Span::start),
            column(part, OffsetDateTime[]::new, Span::end),
            column(part, String[]::new, Span::parentId),
            column(part, Boolean[]::new, Span::root),
            column(part, String[]::new, span -> span.kind().wire()),
            column(part, String[]::new, Span::name),
            column(part, Boolean[]::new, Span::failed),
            column(part, Boolean[]::new, Span::mayBeExecution),
            column(part, String[]::new, JsonColumns::text))
        .map(RowSet::rowCount);
  }

  /** Which of these calls of models have another such call right below: it is the same call. */
  public Uni<Set<SpanKey>> withCallBelow(UUID workspaceId, Collection<Span> calls) {
    if (calls.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    return db.query(
            CALLERS,
            workspaceId,
            calls.stream().map(Span::traceId).distinct().toArray(String[]::new),
            calls.stream().map(Span::spanId).toArray(String[]::new))
        .map(
            rows ->
                new HashSet<>(
                    Rows.list(
                        rows,
                        row ->
                            new SpanKey(row.getString("trace_id"), row.getString("parent_id")))));
  }

  /**
   * The spans of a trace by their beginning.
   *
   * @param most spans that are given
   * @param bytes after which no more are given
   */
  Uni<SpanTree> tree(UUID workspaceId, String traceId, int most, long bytes) {
    return db.in(Lane.READER)
        .query(TRACE, workspaceId, traceId, most, bytes)
        .map(
            rows -> {
              List<Span> spans = Rows.list(rows, SpanStore::span);
              int there = Rows.first(rows).map(row -> row.getInteger("there")).orElse(0);
              return SpanTree.of(traceId, spans, there > spans.size());
            });
  }

  static Span span(Row row) {
    return JsonColumns.read(row, "span", Span.class);
  }
}
