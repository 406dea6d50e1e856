package dev.assay.run.traffic.requests;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageFit;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads and deletes what was taken in. What belongs to another workspace does not exist. */
@ApplicationScoped
public class TrafficStore {
  // The page first, by the index of its order; what is large and what people said, of it only.
  private static final String LIST = "select %s, t.page_there from (%s) t %s order by %s";
  private static final String ROWS =
      """
      select t.*, %s as page_bytes
      from (
        select t.* from traffic t
        where t.workspace_id = $1 and t.kind = $2%s
        order by t.at desc, t.id limit $%d
      ) t
      """;
  private static final String ORDER = "at desc, id";
  private static final String GET =
      """
      select %s
      from traffic_ids i
      join traffic t on t.workspace_id = i.workspace_id and t.kind = i.kind and t.id = i.id
        and t.at = i.at
      %s
      where i.workspace_id = $1 and i.kind = $2 and i.id = $3
      """
          .formatted(TrafficView.COLUMNS, TrafficView.SAID);
  private static final String DELETE =
      """
      with ids as (
        delete from traffic_ids i
        where i.workspace_id = $1 and i.kind = $2 and i.id = $3
        returning i.kind, i.id, i.at
      ), rows as (
        delete from traffic t using ids
        where t.workspace_id = $1 and t.kind = ids.kind and t.id = ids.id and t.at = ids.at
        returning t.kind, t.id, t.trace_id
      ), spans as (
        -- What a trace tells of them: of a request its span, else all of the trace.
        delete from traffic_spans s using rows
        where s.workspace_id = $1 and s.trace_id = rows.trace_id
          and (rows.kind = 'agent_execution' or rows.id = s.trace_id || '-' || s.span_id)
        returning s.trace_id, s.span_id
      ), of_spans as (
        delete from feedback f using spans
        where f.workspace_id = $1 and f.entity_type = 'span'
          and f.entity_id in (spans.span_id, spans.trace_id || '-' || spans.span_id)
      ), said as (
        delete from feedback f
        where f.workspace_id = $1
          and (f.entity_type, f.entity_id) in (select ids.kind, ids.id from ids)
      ), reviewed as (
        delete from review_items q
        where q.workspace_id = $1 and (q.entity_type, q.entity_id) in (
          select ids.kind, ids.id from ids)
      ), links as (
        delete from feedback_links l
        where l.workspace_id = $1 and (
          (l.entity_type, l.entity_id) in (select ids.kind, ids.id from ids)
          or (l.entity_type = 'span' and l.entity_id in (
            select spans.trace_id || '-' || spans.span_id from spans)))
      )
      select count(*)::int as n from ids
      """;

  private final Db db;

  TrafficStore(Db db) {
    this.db = db;
  }

  /**
   * A page, newest first; long values are shortened in it.
   *
   * @param after time and id where the page before ended, null for the first
   */
  Uni<Page<TrafficView>> list(
      UUID workspaceId, TrafficKind kind, TrafficFilter filter, Cursor after, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(workspaceId, kind.wire()));
    StringBuilder where = new StringBuilder();
    filter.append(where, parameters);
    if (after != null) {
      parameters.add(after.time(0));
      parameters.add(after.values().get(1));
      int at = parameters.size() - 1;
      where.append(" and t.at <= $%1$d and (t.at < $%1$d or t.id > $%2$d)".formatted(at, at + 1));
    }
    parameters.add(limit + 1);
    String rows = ROWS.formatted(TrafficView.BYTES, where, parameters.size());
    String fitting = PageFit.of(rows, ORDER, parameters.size());
    String sql = LIST.formatted(TrafficView.LISTED, fitting, TrafficView.SAID, ORDER);
    return db.in(Lane.READER)
        .query(sql, parameters.toArray())
        .map(found -> PageFit.page(found, TrafficView::listed, TrafficStore::after));
  }

  private static Cursor after(TrafficView last) {
    return Cursor.after(last.record().at(), last.record().id());
  }

  /** One by its id; fails with NOT_FOUND. */
  public Uni<TrafficView> get(UUID workspaceId, TrafficKind kind, String id) {
    return db.query(GET, workspaceId, kind.wire(), id)
        .map(
            rows ->
                Rows.first(rows)
                    .map(TrafficView::of)
                    .orElseThrow(() -> ProblemException.notFound(kind.wire(), id)));
  }

  /** Deletes one with its feedback; whether it was there. */
  Uni<Boolean> delete(UUID workspaceId, TrafficKind kind, String id) {
    return db.query(DELETE, workspaceId, kind.wire(), id)
        .map(rows -> Rows.one(rows).getInteger("n") > 0);
  }
}
