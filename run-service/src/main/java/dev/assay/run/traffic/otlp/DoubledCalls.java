package dev.assay.run.traffic.otlp;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.traffic.otlp.spans.Span;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Takes requests back of calls that another instrumentation tells, too, in a span right below which
 * came later: else the same call would count twice. What people said of one stays.
 */
@ApplicationScoped
class DoubledCalls {
  private static final String TAKE_BACK =
      """
      with doubled as (
        select distinct p.trace_id || '-' || p.span_id as id
        from traffic_spans c
        join traffic_spans p on p.workspace_id = c.workspace_id and p.trace_id = c.trace_id
          and p.span_id = c.parent_id and p.kind = 'llm'
        where c.workspace_id = $1 and c.trace_id = any($2) and c.parent_id = any($3)
          and c.kind = 'llm'
      ), held as (
        -- In the order in which all who write lock them.
        select i.id, i.at from traffic_ids i
        where i.workspace_id = $1 and i.kind = 'request' and i.id in (select d.id from doubled d)
        order by i.id for update
      ), ids as (
        delete from traffic_ids i using held
        where i.workspace_id = $1 and i.kind = 'request' and i.id = held.id
        returning i.id, i.at
      ), rows as (
        delete from traffic t using ids
        where t.workspace_id = $1 and t.kind = 'request' and t.id = ids.id and t.at = ids.at
      ), reviewed as (
        delete from review_items q using ids
        where q.workspace_id = $1 and q.entity_type = 'request' and q.entity_id = ids.id
      )
      select count(*)::int as n from ids
      """;

  private final Db db;

  DoubledCalls(Db db) {
    this.db = db;
  }

  /**
   * Takes those back of the calls, and of what is right above them. Whoever stores the other span
   * at the same time does the same when it is there, so that one of the two finds both.
   *
   * @param calls whose spans and requests are stored
   * @return how many were
   */
  Uni<Integer> takeBack(UUID workspaceId, Collection<Span> calls) {
    if (calls.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    return db.query(
            TAKE_BACK,
            workspaceId,
            calls.stream().map(Span::traceId).distinct().toArray(String[]::new),
            calls.stream()
                .flatMap(call -> Stream.of(call.spanId(), call.parentId()))
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new))
        .map(rows -> Rows.one(rows).getInteger("n"));
  }
}
