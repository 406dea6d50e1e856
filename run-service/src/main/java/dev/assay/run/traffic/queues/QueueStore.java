package dev.assay.run.traffic.queues;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.traffic.requests.TrafficKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The rows of queues. */
@ApplicationScoped
public class QueueStore {
  private static final String WRITE =
      """
      insert into review_queues (id, workspace_id, name, description, filter, kinds, rule,
        lease_minutes, notes, people)
      values ($1, $2, $3, $4, $5::text::json, $6, $7::text::json, $8, $9, $10)
      on conflict (workspace_id, name) do nothing
      """;
  private static final String CHANGE =
      """
      update review_queues set description = coalesce($3, description),
        filter = coalesce($4::text::json, filter), kinds = coalesce($5::text[], kinds),
        rule = coalesce($6::text::json, rule), lease_minutes = coalesce($7::int, lease_minutes),
        notes = coalesce($8::text[], notes), people = coalesce($9::text[], people),
        updated_at = now(), found = null, whole_at = null
      where workspace_id = $1 and name = $2
      """;
  private static final String GET =
      ReviewQueue.SELECT + " where q.workspace_id = $1 and q.name = $2";
  private static final String LIST =
      ReviewQueue.SELECT
          + " where q.workspace_id = $1 and ($2::text is null or q.name > $2)"
          + " order by q.name limit $3";
  private static final String DELETE =
      "delete from review_queues where workspace_id = $1 and name = $2";

  private final Db db;

  QueueStore(Db db) {
    this.db = db;
  }

  /** Makes one within the caller's transaction; fails with CONFLICT when the name is taken. */
  static Uni<ReviewQueue> write(SqlConnection tx, UUID workspaceId, QueueInput queue) {
    return Db.query(
            tx,
            WRITE,
            Ids.next(),
            workspaceId,
            queue.name(),
            queue.description(),
            JsonColumns.text(queue.filter()),
            kinds(queue.kinds()),
            JsonColumns.text(queue.rule()),
            queue.leaseMinutes(),
            texts(queue.notes()),
            texts(queue.people()))
        .flatMap(
            rows -> {
              if (rows.rowCount() == 0) {
                throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "There is a queue " + queue.name() + " already; change it with PATCH.");
              }
              return Db.query(tx, GET, workspaceId, queue.name());
            })
        .map(rows -> ReviewQueue.of(Rows.one(rows)));
  }

  /** Changes what is given of one, which is filled anew then; fails with NOT_FOUND. */
  Uni<ReviewQueue> change(UUID workspaceId, String name, QueueInput change) {
    return db.query(
            CHANGE,
            workspaceId,
            name,
            change.description(),
            JsonColumns.text(change.filter()),
            kinds(change.kinds()),
            JsonColumns.text(change.rule()),
            change.leaseMinutes(),
            texts(change.notes()),
            texts(change.people()))
        .flatMap(done -> get(workspaceId, name));
  }

  private static String[] kinds(List<TrafficKind> kinds) {
    return kinds == null
        ? null
        : kinds.stream().map(TrafficKind::wire).distinct().sorted().toArray(String[]::new);
  }

  private static String[] texts(List<String> given) {
    return given == null ? null : given.stream().distinct().toArray(String[]::new);
  }

  /** By its name; fails with NOT_FOUND. */
  public Uni<ReviewQueue> get(UUID workspaceId, String name) {
    return db.query(GET, workspaceId, name)
        .map(
            rows ->
                Rows.first(rows)
                    .map(ReviewQueue::of)
                    .orElseThrow(() -> ProblemException.notFound("queue", name)));
  }

  /** By name; one more than a page when there are more. */
  Uni<List<ReviewQueue>> list(UUID workspaceId, String after, int limit) {
    return db.query(LIST, workspaceId, after, limit).map(rows -> Rows.list(rows, ReviewQueue::of));
  }

  /** Removes one with its items; whether it was there. */
  Uni<Boolean> delete(UUID workspaceId, String name) {
    return db.query(DELETE, workspaceId, name).map(rows -> rows.rowCount() > 0);
  }
}
