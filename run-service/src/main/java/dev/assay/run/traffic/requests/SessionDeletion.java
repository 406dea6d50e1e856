package dev.assay.run.traffic.requests;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Deletes all of a session, some at a time, each time in a transaction of its own: a session may
 * have any number of records, and its traces any number of spans. Spans go before the records that
 * they are found by, so that whoever was interrupted goes on where it was when asked again.
 */
@ApplicationScoped
class SessionDeletion {
  private static final int RECORDS = 500;
  private static final int TOGETHER = 5_000;

  private static final String FIND =
      """
      select t.kind, t.id, t.trace_id
      from traffic t
      join traffic_ids i on i.workspace_id = t.workspace_id and i.kind = t.kind and i.id = t.id
        and i.at = t.at
      where t.workspace_id = $1 and t.session = $2
      limit $3
      """;
  private static final String SPANS =
      """
      with old as (
        select s.trace_id, s.span_id, s.at from traffic_spans s
        where s.workspace_id = $1 and s.trace_id = any($2)
        limit $3
      ), gone as (
        delete from traffic_spans s using old
        where s.workspace_id = $1 and s.trace_id = old.trace_id and s.span_id = old.span_id
          and s.at = old.at
        returning s.trace_id, s.span_id
      ), said as (
        delete from feedback f using gone
        where f.workspace_id = $1 and f.entity_type = 'span'
          and f.entity_id in (gone.span_id, gone.trace_id || '-' || gone.span_id)
      ), links as (
        delete from feedback_links l using gone
        where l.workspace_id = $1 and l.entity_type = 'span'
          and l.entity_id = gone.trace_id || '-' || gone.span_id
      )
      select count(*)::int as n from old
      """;
  private static final String DELETE =
      """
      with named as (
        select * from unnest($2::text[], $3::text[]) as n (kind, id)
      ), ids as (
        delete from traffic_ids i using named
        where i.workspace_id = $1 and i.kind = named.kind and i.id = named.id
        returning i.kind, i.id, i.at
      ), rows as (
        delete from traffic t using ids
        where t.workspace_id = $1 and t.kind = ids.kind and t.id = ids.id and t.at = ids.at
      ), said as (
        delete from feedback f using ids
        where f.workspace_id = $1 and f.entity_type = ids.kind and f.entity_id = ids.id
      ), reviewed as (
        delete from review_items q using ids
        where q.workspace_id = $1 and q.entity_type = ids.kind and q.entity_id = ids.id
      ), links as (
        delete from feedback_links l using ids
        where l.workspace_id = $1 and l.entity_type = ids.kind and l.entity_id = ids.id
      )
      select count(*)::int as n from ids
      """;
  private static final String OF_THE_CHAT =
      """
      with old as (
        select id from %1$s
        where workspace_id = $1 and entity_type = 'chat' and entity_id = $2 limit $3
      ), gone as (
        delete from %1$s one using old where one.id = old.id
      )
      select count(*)::int as n from old
      """;

  private final Db db;

  SessionDeletion(Db db) {
    this.db = db;
  }

  /** A record as it is deleted: with the trace that it is of, which may be null. */
  private record Found(String kind, String id, String trace) {
    static Found of(Row row) {
      return new Found(row.getString("kind"), row.getString("id"), row.getString("trace_id"));
    }
  }

  /** Deletes all of a session with its feedback; the item is how many records. */
  Uni<Integer> delete(UUID workspaceId, String session) {
    return Uni.createFrom()
        .deferred(() -> some(workspaceId, session))
        .repeat()
        .whilst(gone -> gone >= 0)
        .filter(gone -> gone > 0)
        .collect()
        .with(Collectors.summingInt(Integer::intValue))
        .call(() -> all(OF_THE_CHAT.formatted("feedback"), workspaceId, session))
        .call(() -> all(OF_THE_CHAT.formatted("feedback_links"), workspaceId, session));
  }

  /** Deletes some records with what is of them; how many, -1 when there were none. */
  private Uni<Integer> some(UUID workspaceId, String session) {
    return db.query(FIND, workspaceId, session, RECORDS)
        .map(rows -> Rows.list(rows, Found::of))
        .flatMap(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(-1)
                    : all(SPANS, workspaceId, traces(found))
                        .flatMap(spans -> records(workspaceId, found)));
  }

  private static String[] traces(List<Found> found) {
    return found.stream()
        .map(Found::trace)
        .filter(Objects::nonNull)
        .distinct()
        .toArray(String[]::new);
  }

  private Uni<Integer> records(UUID workspaceId, List<Found> found) {
    return db.query(
            DELETE,
            workspaceId,
            found.stream().map(Found::kind).toArray(String[]::new),
            found.stream().map(Found::id).toArray(String[]::new))
        .map(rows -> Rows.one(rows).getInteger("n"));
  }

  /** Does one statement until nothing is left of what it deletes. */
  private Uni<Void> all(String delete, UUID workspaceId, Object of) {
    return Uni.createFrom()
        .deferred(
            () ->
                db.query(delete, workspaceId, of, TOGETHER)
                    .map(rows -> Rows.one(rows).getInteger("n")))
        .repeat()
        .whilst(gone -> gone == TOGETHER)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
