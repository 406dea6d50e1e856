package dev.assay.run.traffic.queues;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.traffic.queues.QueueMarks.Look;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Lets records into queues. None comes in twice, whoever fills at the same time. */
@ApplicationScoped
public class QueueFill {
  /** Most records that come in at a time. */
  static final int MOST = 10_000;

  private static final String ADDED_TODAY =
      """
      select count(*)::int as n from review_items
      where queue_id = $1
        and added_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'
      """;
  private static final String ADD =
      """
      insert into review_items (id, workspace_id, queue_id, entity_type, entity_id, position,
        labelled, disagreement)
      select g.id, $1, $2, g.kind, g.entity, g.n::int + (
          select coalesce(max(i.position), 0) from review_items i where i.queue_id = $2),
        g.labelled, g.disagreement
      from unnest($3::uuid[], $4::text[], $5::text[], $6::boolean[], $7::float8[])
        with ordinality as g(id, kind, entity, labelled, disagreement, n)
      on conflict (queue_id, entity_type, entity_id) do nothing
      """;
  // What somebody has spoken of meanwhile goes behind what nobody has.
  private static final String LOOK_AGAIN =
      """
      update review_items i set labelled = not i.labelled
      where i.workspace_id = $1 and i.queue_id = $2 and i.status = 'open'
        and i.labelled <> exists (
          select from feedback f
          where f.workspace_id = i.workspace_id and f.entity_type = i.entity_type
            and f.entity_id = i.entity_id and f.replaced_at is null and not f.inferred)
      """;

  private final Db db;

  QueueFill(Db db) {
    this.db = db;
  }

  /**
   * What filling came to.
   *
   * @param added records that came in
   * @param known that were in already, of those that the rule lets in
   */
  @Schema(name = "QueueFilled")
  public record Filled(int added, int known) {}

  /**
   * What is known of a queue in which nothing was open.
   *
   * @param found records that have come in meanwhile
   * @param filledAt when it was filled last; null for never
   */
  public record Refilled(int found, Instant filledAt) {}

  /** Lets in what is not in yet, of all there is, at most {@value #MOST}, and counts what was. */
  Uni<Filled> fill(UUID workspaceId, ReviewQueue queue) {
    return about(queue)
        .inTransaction(
            tx ->
                QueueMarks.inTurn(tx, workspaceId, queue)
                    .flatMap(
                        marks ->
                            known(tx, workspaceId, queue)
                                .flatMap(
                                    were ->
                                        add(tx, workspaceId, queue, marks, Look.WHOLE)
                                            .map(now -> new Filled(now.found(), were)))));
  }

  /**
   * The same of what has come since the last filling, without counting. Where somebody else has
   * filled the queue meanwhile, or it was filled a moment ago and nothing was found, nothing is
   * looked at.
   *
   * @param queue as it was before it was seen that nothing is open
   */
  public Uni<Refilled> refill(UUID workspaceId, ReviewQueue queue) {
    return about(queue)
        .inTransaction(
            tx ->
                QueueMarks.read(tx, workspaceId, queue)
                    .flatMap(
                        marks ->
                            isFilled(marks, queue)
                                ? Uni.createFrom().item(marks)
                                : QueueMarks.inTurn(tx, workspaceId, queue))
                    .flatMap(
                        marks ->
                            isFilled(marks, queue)
                                ? Uni.createFrom()
                                    .item(new Refilled(marks.found(), marks.filledAt()))
                                : add(tx, workspaceId, queue, marks, marks.look(queue.rule()))));
  }

  private static boolean isFilled(QueueMarks marks, ReviewQueue queue) {
    return marks.rests() || marks.filledSince(queue);
  }

  private Db about(ReviewQueue queue) {
    return queue.rule().run() == null ? db : db.naming(queue.rule().run());
  }

  private static Uni<Integer> known(SqlConnection tx, UUID workspaceId, ReviewQueue queue) {
    RuleQuery.Statement known = RuleQuery.of(workspaceId, queue).known();
    return over(tx, queue, () -> Db.query(tx, known.sql(), known.parameters()))
        .map(rows -> Rows.one(rows).getInteger("n"));
  }

  private static Uni<Refilled> add(
      SqlConnection tx, UUID workspaceId, ReviewQueue queue, QueueMarks marks, Look look) {
    return room(tx, queue)
        .flatMap(
            room ->
                room <= 0
                    ? Uni.createFrom().item(new Refilled(0, marks.filledAt()))
                    : find(tx, workspaceId, queue, marks.since(look), look, room)
                        .flatMap(
                            found ->
                                marks
                                    .note(tx, workspaceId, queue, look, found, room)
                                    .map(at -> new Refilled(found, at))))
        .call(added -> Db.query(tx, LOOK_AGAIN, workspaceId, queue.id()));
  }

  private static Uni<Integer> find(
      SqlConnection tx,
      UUID workspaceId,
      ReviewQueue queue,
      OffsetDateTime since,
      Look look,
      int room) {
    if (look == Look.NOTHING) {
      return Uni.createFrom().item(0);
    }
    RuleQuery.Statement find = RuleQuery.of(workspaceId, queue).find(room, since);
    return over(tx, queue, () -> Db.query(tx, find.sql(), find.parameters()))
        .flatMap(found -> write(tx, workspaceId, queue.id(), Rows.list(found)));
  }

  /** How many may come in: of a sample what is left of the day. */
  private static Uni<Integer> room(SqlConnection tx, ReviewQueue queue) {
    Integer perDay = queue.rule().perDay();
    return perDay == null
        ? Uni.createFrom().item(MOST)
        : Db.query(tx, ADDED_TODAY, queue.id())
            .map(rows -> perDay - Rows.one(rows).getInteger("n"));
  }

  private static Uni<RowSet<Row>> over(
      SqlConnection tx, ReviewQueue queue, Supplier<Uni<RowSet<Row>>> statement) {
    return queue.rule().kind().ofRun() ? Db.overWholeRun(tx, statement) : statement.get();
  }

  private static Uni<Integer> write(
      SqlConnection tx, UUID workspaceId, UUID queueId, List<Row> found) {
    return found.isEmpty()
        ? Uni.createFrom().item(0)
        : Db.query(
                tx,
                ADD,
                workspaceId,
                queueId,
                column(found, UUID[]::new, row -> Ids.next()),
                column(found, String[]::new, row -> row.getString("kind")),
                column(found, String[]::new, row -> row.getString("id")),
                column(found, Boolean[]::new, row -> row.getBoolean("labelled")),
                column(found, Double[]::new, row -> row.getDouble("disagreement")))
            .map(RowSet::rowCount);
  }
}
