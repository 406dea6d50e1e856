package dev.assay.run.traffic.otlp.spans;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Finds the spans that stand for executions: of each trace the outermost agents. Spans of a trace
 * come in any order and in any number of batches, so that it may be known only later which they
 * are.
 */
@ApplicationScoped
public class OutermostSpans {
  // From each span that may stand for an execution up to the last one above it that is there.
  // A union of distinct rows comes to an end also where spans are above each other in a circle.
  private static final String FIND =
      """
      with recursive up as (
        select s.trace_id, s.span_id as origin, s.span_id, s.parent_id, s.root, s.execution
        from traffic_spans s
        where s.workspace_id = $1 and s.trace_id = any($2) and s.execution is not null
        union
        select p.trace_id, up.origin, p.span_id, p.parent_id, p.root, p.execution
        from up
        join traffic_spans p
          on p.workspace_id = $1 and p.trace_id = up.trace_id and p.span_id = up.parent_id
      ), judged as (
        select trace_id, origin,
               bool_or(span_id <> origin and execution is not null) as inside,
               bool_or(root) as certain,
               bool_or(parent_id is null) as whole
        from up group by trace_id, origin
      )
      select j.trace_id, s.span_id, j.inside, j.certain, j.whole,
             case when s.execution = 'open' and not j.inside then s.span::text end as span
      from judged j
      join traffic_spans s
        on s.workspace_id = $1 and s.trace_id = j.trace_id and s.span_id = j.origin
      order by s.trace_id, s.execution desc, s.at, s.span_id
      """;

  private static final String TOLD =
      """
      update traffic_spans set execution = 'told'
      where workspace_id = $1 and execution = 'open'
        and (trace_id, span_id) in (select * from unnest($2::text[], $3::text[]))
      """;

  // A trace is quiet when none of its spans came for a while.
  private static final String QUIET =
      """
      select s.workspace_id, s.trace_id
      from traffic_spans s
      where s.execution = 'open' and s.received_at < now() - $1 * interval '1 ms'
        and not exists (
          select from traffic_spans l
          where l.workspace_id = s.workspace_id and l.trace_id = s.trace_id
            and l.received_at >= now() - $1 * interval '1 ms')
      group by s.workspace_id, s.trace_id
      -- Not always the same ones first, lest some that cannot be ended hide the others.
      order by random() limit $2
      """;

  private final Db db;

  OutermostSpans(Db db) {
    this.db = db;
  }

  /**
   * A span that may stand for an execution.
   *
   * @param key of it
   * @param span itself, null when it was told already or lies inside
   * @param inside whether it lies within another such
   * @param certain whether nothing can come that lies above it in its process
   * @param whole whether the trace is there up to its root
   */
  public record Found(SpanKey key, Span span, boolean inside, boolean certain, boolean whole) {}

  /** A trace that is somebody's. */
  public record Trace(UUID workspaceId, String traceId) {}

  /** Those of some traces as they are known now: of each first what was told, then by time. */
  public Uni<List<Found>> find(UUID workspaceId, Collection<String> traceIds) {
    return db.query(FIND, workspaceId, traceIds.toArray(String[]::new))
        .map(
            rows ->
                Rows.list(
                    rows,
                    row ->
                        new Found(
                            new SpanKey(row.getString("trace_id"), row.getString("span_id")),
                            SpanStore.span(row),
                            row.getBoolean("inside"),
                            row.getBoolean("certain"),
                            row.getBoolean("whole"))));
  }

  /** Notes that these were told, or lie inside one, and are not waited for any more. */
  public Uni<Void> told(UUID workspaceId, List<SpanKey> keys) {
    if (keys.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return db.query(
            TOLD,
            workspaceId,
            column(keys, String[]::new, SpanKey::traceId),
            column(keys, String[]::new, SpanKey::spanId))
        .replaceWithVoid();
  }

  /** Traces of everybody whose root was not there, and that nothing came of for so long. */
  public Uni<List<Trace>> quiet(Duration since, int most) {
    return db.asService()
        .query(QUIET, since.toMillis(), most)
        .map(
            rows ->
                Rows.list(
                    rows,
                    row -> new Trace(row.getUUID("workspace_id"), row.getString("trace_id"))));
  }
}
