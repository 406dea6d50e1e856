package dev.assay.run.traffic.feedback;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageFit;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The rows of feedback. Nothing in them is changed but when one was replaced. */
@ApplicationScoped
public class FeedbackStore {
  // Two who say something under one identifier take turns: each replaces what the other said. A
  // transaction holds few locks, however many identifiers it has.
  private static final String TURNS =
      """
      select pg_advisory_xact_lock(7208150, k) from (
        select distinct hashtext($1::text || g.entity_type || g.entity_id || chr(31) || g.identifier)
          & 255 as k
        from unnest($2::text[], $3::text[], $4::text[]) as g(entity_type, entity_id, identifier)
        order by 1) keys
      """;
  private static final String REPLACE =
      """
      update feedback f set replaced_at = now()
      from unnest($2::text[], $3::text[], $4::text[]) as g(entity_type, entity_id, identifier)
      where f.workspace_id = $1 and f.entity_type = g.entity_type and f.entity_id = g.entity_id
        and f.identifier = g.identifier and f.replaced_at is null
      """;
  // What a model made of a note goes with it.
  private static final String REPLACE_INFERRED =
      """
      update feedback f set replaced_at = now()
      from unnest($2::text[], $3::text[], $4::text[]) as g(entity_type, entity_id, identifier)
      join feedback n on n.workspace_id = $1 and n.entity_type = g.entity_type
        and n.entity_id = g.entity_id and n.identifier = g.identifier and n.replaced_at is not null
      where f.workspace_id = $1 and f.entity_type = g.entity_type and f.entity_id = g.entity_id
        and f.inferred_from = n.id and f.replaced_at is null
      """;
  private static final String WRITE =
      """
      insert into feedback (id, workspace_id, entity_type, entity_id, identifier, response, corrected,
        notes, rating, label, author, at, by_link)
      select g.id, $1, g.entity_type, g.entity_id, g.identifier, g.response::json, g.corrected,
        g.notes, g.rating, g.label, g.author, g.at, $13::boolean
      from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                  $9::float8[], $10::text[], $11::text[], $12::timestamptz[])
        as g(id, entity_type, entity_id, identifier, response, corrected, notes, rating, label,
             author, at)
      """;
  // A chat is a session, and need not be known; a span is its trace and itself.
  private static final String UNKNOWN =
      """
      select distinct g.entity_id
      from unnest($2::text[], $3::text[]) as g(entity_type, entity_id)
      where (g.entity_type in ('request', 'agent_execution') and not exists (
          select 1 from traffic_ids i
          where i.workspace_id = $1 and i.kind = g.entity_type and i.id = g.entity_id))
        or (g.entity_type = 'span' and not exists (
          select 1 from traffic_spans s
          where s.workspace_id = $1 and s.trace_id = split_part(g.entity_id, '-', 1)
            and s.span_id = split_part(g.entity_id, '-', 2)))
      order by 1 limit 100
      """;
  private static final String LIST =
      "select " + FeedbackView.COLUMNS + ", f.page_there from (%s) f order by f.id desc";
  private static final String ROWS =
      "select f.*, "
          + FeedbackView.BYTES
          + " as page_bytes from (select f.* from feedback f where f.workspace_id = $1%s"
          + " order by f.id desc limit $%d) f";
  private static final String UNDER =
      "select "
          + FeedbackView.COLUMNS
          + " from feedback f where f.workspace_id = $1"
          + " and f.entity_type = $2 and f.entity_id = $3 and f.identifier = $4"
          + " and f.replaced_at is null";
  // What a model made of its notes goes with it, by the table's own rule.
  private static final String DELETE = "delete from feedback where workspace_id = $1 and id = $2";

  private final Db db;

  FeedbackStore(Db db) {
    this.db = db;
  }

  /**
   * Stores feedback in the order in which it is given; what stands under the identifier of one is
   * replaced by it.
   *
   * @return how many of older ones were replaced
   */
  public static Uni<Integer> write(SqlConnection tx, UUID workspaceId, List<Feedback> given) {
    List<Feedback> named = given.stream().filter(f -> f.identifier() != null).toList();
    Uni<Integer> replaced =
        named.isEmpty()
            ? Uni.createFrom().item(0)
            : named(tx, REPLACE, workspaceId, named)
                .map(RowSet::rowCount)
                .call(
                    older ->
                        older == 0
                            ? Uni.createFrom().voidItem()
                            : named(tx, REPLACE_INFERRED, workspaceId, named));
    return replaced.call(older -> insert(tx, workspaceId, given, false));
  }

  /** Stores what somebody without a key said by a link; it has no identifier. */
  public static Uni<Void> writeByLink(SqlConnection tx, UUID workspaceId, Feedback given) {
    return insert(tx, workspaceId, List.of(given), true).replaceWithVoid();
  }

  /** Takes a turn for all that is said under identifiers; before anything of it is written. */
  public static Uni<Void> turns(SqlConnection tx, UUID workspaceId, List<Feedback> given) {
    List<Feedback> named = given.stream().filter(f -> f.identifier() != null).toList();
    return named.isEmpty()
        ? Uni.createFrom().voidItem()
        : named(tx, TURNS, workspaceId.toString(), named).replaceWithVoid();
  }

  private static Uni<RowSet<Row>> named(
      SqlConnection tx, String sql, Object workspace, List<Feedback> named) {
    return Db.query(
        tx,
        sql,
        workspace,
        column(named, String[]::new, f -> f.entityType().wire()),
        column(named, String[]::new, Feedback::entityId),
        column(named, String[]::new, Feedback::identifier));
  }

  private static Uni<?> insert(
      SqlConnection tx, UUID workspaceId, List<Feedback> given, boolean byLink) {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    return Db.query(
        tx,
        WRITE,
        workspaceId,
        column(given, UUID[]::new, f -> Ids.next()),
        column(given, String[]::new, f -> f.entityType().wire()),
        column(given, String[]::new, Feedback::entityId),
        column(given, String[]::new, Feedback::identifier),
        column(
            given,
            String[]::new,
            f ->
                f.response() == null || f.response().isNull()
                    ? null
                    : JsonColumns.text(f.response())),
        column(given, String[]::new, Feedback::corrected),
        column(given, String[]::new, Feedback::notes),
        column(given, Double[]::new, Feedback::rating),
        column(given, String[]::new, Feedback::label),
        column(given, String[]::new, Feedback::by),
        column(given, OffsetDateTime[]::new, f -> f.at() == null ? now : f.at()),
        byLink);
  }

  /** Ids of those that no record was logged under, at most 100. */
  static Uni<List<String>> unknown(SqlConnection tx, UUID workspaceId, List<Feedback> given) {
    return Db.query(
            tx,
            UNKNOWN,
            workspaceId,
            column(given, String[]::new, f -> f.entityType().wire()),
            column(given, String[]::new, Feedback::entityId))
        .map(rows -> Rows.list(rows, row -> row.getString("entity_id")));
  }

  /**
   * Feedback, newest first; what was replaced stands behind what replaced it. Fewer than a page may
   * have where they are large: {@link #page}.
   */
  public Uni<List<FeedbackView>> list(
      UUID workspaceId, String type, String entityId, boolean replaced, UUID before, int limit) {
    return page(workspaceId, type, entityId, replaced, before, limit).map(Page::data);
  }

  /**
   * A page of feedback in this order.
   *
   * @param type of the entity, null for all
   * @param entityId null for all
   * @param replaced whether what was replaced is asked for, too
   * @param before the id where the page before ended, null for the first
   */
  Uni<Page<FeedbackView>> page(
      UUID workspaceId, String type, String entityId, boolean replaced, UUID before, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(workspaceId));
    StringBuilder where = new StringBuilder();
    new Conditions(where, parameters)
        .add("f.entity_type = $%d", type)
        .add("f.entity_id = $%d", entityId)
        .add("f.id < $%d", before);
    if (!replaced) {
      where.append(" and f.replaced_at is null");
    }
    parameters.add(limit + 1);
    String rows = ROWS.formatted(where, parameters.size());
    String sql = LIST.formatted(PageFit.of(rows, "id desc", parameters.size()));
    return db.query(sql, parameters.toArray())
        .map(found -> PageFit.page(found, FeedbackView::listed, f -> Cursor.after(f.id())));
  }

  /** What holds now under an identifier of an entity, within the caller's transaction. */
  public static Uni<FeedbackView> under(SqlConnection tx, UUID workspaceId, Feedback given) {
    return Db.query(
            tx, UNDER, workspaceId, given.entityType().wire(), given.entityId(), given.identifier())
        .map(rows -> FeedbackView.of(Rows.one(rows)));
  }

  /** Removes one, and what a model made of its notes; whether it was there. */
  Uni<Boolean> delete(UUID workspaceId, UUID id) {
    return db.query(DELETE, workspaceId, id).map(rows -> rows.rowCount() > 0);
  }
}
