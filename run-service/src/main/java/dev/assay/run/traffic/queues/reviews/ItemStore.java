package dev.assay.run.traffic.queues.reviews;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.traffic.queues.QueueProgress;
import dev.assay.run.traffic.queues.ReviewQueue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The rows of items, and who has which. */
@ApplicationScoped
class ItemStore {
  // One person who asks twice at once gets one item.
  private static final String TURN =
      "select pg_advisory_xact_lock(7208151, hashtext($1::text || chr(31) || $2))";
  private static final String OWN =
      """
      update review_items i set leased_until = now() + $3::int * interval '1 minute'
      where i.status = 'leased' and i.id = (
        select c.id from review_items c
        where c.queue_id = $1 and c.status = 'leased' and c.person = $2 and c.leased_until > now()
        order by c.leased_until desc limit 1)
      returning
      """
          + ReviewItem.COLUMNS;
  // What somebody else is just taking is passed over, so that no two get the same.
  private static final String TAKE =
      """
      update review_items i set status = 'leased', person = $2, reason = null,
        leased_until = now() + $3::int * interval '1 minute'
      where i.id = (
        select c.id from review_items c
        where c.queue_id = $1
          and (c.status = 'open' or (c.status = 'leased' and c.leased_until <= now()))
        order by c.labelled, c.disagreement desc, c.position limit 1
        for update skip locked)
      returning
      """
          + ReviewItem.COLUMNS;
  private static final String HELD =
      "select "
          + Held.COLUMNS
          + " from review_items i where i.workspace_id = $1 and i.queue_id = $2 and i.id = $3";
  private static final String SETTLE =
      """
      update review_items i set status = $2, leased_until = null, settled_at = now(), reason = $3
      where i.id = $1 returning
      """
          + ReviewItem.COLUMNS;
  private static final String RELEASE =
      """
      update review_items i set status = 'open', leased_until = null, person = null
      where i.id = $1 returning
      """
          + ReviewItem.COLUMNS;
  private static final String LEASE =
      """
      update review_items i set status = 'leased', settled_at = null, reason = null,
        leased_until = now() + $2::int * interval '1 minute'
      where i.id = $1 returning
      """
          + ReviewItem.COLUMNS;
  private static final String LIST =
      "select "
          + ReviewItem.COLUMNS
          + " from review_items i where i.workspace_id = $1 and i.queue_id = $2";
  private static final String PROGRESS = QueueProgress.SELECT + " $1";

  private final Db db;

  ItemStore(Db db) {
    this.db = db;
  }

  /** The item that a person has, or else the next one; the item is null when none is left. */
  Uni<ReviewItem> take(ReviewQueue queue, String by) {
    return db.inTransaction(
        tx ->
            Db.query(tx, TURN, queue.id().toString(), by)
                .flatMap(turn -> Db.query(tx, OWN, queue.id(), by, queue.leaseMinutes()))
                .flatMap(
                    own ->
                        own.rowCount() > 0
                            ? Uni.createFrom().item(own)
                            : Db.query(tx, TAKE, queue.id(), by, queue.leaseMinutes()))
                .map(rows -> Rows.first(rows).map(ReviewItem::of).orElse(null)));
  }

  /** An item as it stands; fails with NOT_FOUND. */
  Uni<Held> find(UUID workspaceId, UUID queueId, UUID id) {
    return db.query(HELD, workspaceId, queueId, id)
        .map(rows -> held(Rows.first(rows).map(Held::of).orElse(null), id));
  }

  /** The same, and it stays so until the transaction ends. */
  static Uni<Held> hold(SqlConnection tx, UUID workspaceId, UUID queueId, UUID id) {
    return Db.query(tx, HELD + " for update", workspaceId, queueId, id)
        .map(rows -> held(Rows.first(rows).map(Held::of).orElse(null), id));
  }

  private static Held held(Held found, UUID id) {
    if (found == null) {
      throw ProblemException.notFound("item", id);
    }
    return found;
  }

  /** Ends a lease with what came of it; the item is held. */
  static Uni<ReviewItem> settle(SqlConnection tx, Held item, ItemStatus as, String reason) {
    return one(tx, SETTLE, item.id(), as.wire(), reason);
  }

  /** Gives an item back, which is held. */
  static Uni<ReviewItem> release(SqlConnection tx, Held item) {
    return one(tx, RELEASE, item.id());
  }

  /** Leases an item, which is held, from now on to whom it is with. */
  static Uni<ReviewItem> lease(SqlConnection tx, Held item, ReviewQueue queue) {
    return one(tx, LEASE, item.id(), queue.leaseMinutes());
  }

  private static Uni<ReviewItem> one(SqlConnection tx, String sql, Object... parameters) {
    return Db.query(tx, sql, parameters).map(rows -> ReviewItem.of(Rows.one(rows)));
  }

  /** Drops an item whose record is gone. */
  Uni<Void> drop(ReviewItem item) {
    return db.query("delete from review_items where id = $1", item.id()).replaceWithVoid();
  }

  /**
   * Items in the order in which they came in.
   *
   * @param status only those in it, null for all
   * @param after position where the page before ended, null for the first
   */
  Uni<List<ReviewItem>> list(
      UUID workspaceId, UUID queueId, String status, Integer after, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(workspaceId, queueId));
    StringBuilder sql = new StringBuilder(LIST);
    new Conditions(sql, parameters)
        .add(
            "case when i.status = 'leased' and i.leased_until <= now() then 'open' else i.status"
                + " end = $%d",
            status)
        .add("i.position > $%d", after);
    parameters.add(limit);
    sql.append(" order by i.position limit $").append(parameters.size());
    return db.query(sql.toString(), parameters.toArray())
        .map(rows -> Rows.list(rows, ReviewItem::of));
  }

  /** How far people are. */
  Uni<QueueProgress> progress(UUID queueId) {
    return db.query(PROGRESS, queueId).map(rows -> QueueProgress.of(Rows.one(rows)));
  }

  /** The same within a transaction. */
  static Uni<QueueProgress> progress(SqlConnection tx, UUID queueId) {
    return Db.query(tx, PROGRESS, queueId).map(rows -> QueueProgress.of(Rows.one(rows)));
  }
}
