package dev.assay.run.traffic.queues;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;

/**
 * How a queue was filled last, and what the next filling need not look at.
 *
 * <p>A record comes in by what it is, by what is said of it, or by scores. What it is changes when
 * it comes or is completed, which its time of receipt tells. Scores change while their run is under
 * way, which the run tells. Everything else, as that somebody took back what he said, is found when
 * all is looked at again, every {@value #WHOLE_MINUTES} minutes at most.
 *
 * @param filledAt when; null for never
 * @param found how many came in then
 * @param rests whether it found nothing just now
 * @param lookedAt what came before this time was looked at; null for nothing
 * @param whole whether all there is was looked at not long ago, and came in
 * @param runSeen what the run of the rule was like then; null for one that was under way
 * @param runNow what it is like now
 * @param updatedAt when the queue itself was changed
 */
record QueueMarks(
    Instant filledAt,
    int found,
    boolean rests,
    OffsetDateTime lookedAt,
    boolean whole,
    String runSeen,
    String runNow,
    Instant updatedAt) {
  static final int WHOLE_MINUTES = 10;
  static final int REST_SECONDS = 5;
  static final int OVERLAP_SECONDS = 60;

  // A run that has ended, and is not revived, has the scores that it has.
  private static final String READ =
      """
      select q.filled_at, coalesce(q.found, 0) as found, q.looked_at, q.run_seen, q.updated_at,
        coalesce(q.found = 0 and q.filled_at > clock_timestamp() - %d * interval '1 s', false)
          as rests,
        coalesce(q.whole_at > clock_timestamp() - %d * interval '1 minute', false) as whole,
        (select r.generation || ' ' || r.finished_at from runs r
          where r.id = $3 and r.workspace_id = $1 and r.finished_at is not null) as run_now
      from review_queues q where q.workspace_id = $1 and q.id = $2
      """
          .formatted(REST_SECONDS, WHOLE_MINUTES);
  private static final String WRITE =
      """
      update review_queues set filled_at = clock_timestamp(), found = $3, looked_at = now(),
        whole_at = case when $4 then null when $5 then now() else whole_at end, run_seen = $6
      where workspace_id = $1 and id = $2
      returning filled_at
      """;

  /** What a filling looks at. */
  enum Look {
    /** Nothing: what decides is as it was. */
    NOTHING,
    /** What came, or was completed, since. */
    ARRIVED,
    /** All there is. */
    WHOLE
  }

  /** Those of a queue. */
  static Uni<QueueMarks> read(SqlConnection tx, UUID workspaceId, ReviewQueue queue) {
    return read(tx, READ, workspaceId, queue);
  }

  /**
   * The same, for whoever fills the queue now: who wants to fill it waits until the transaction
   * ends, and then sees what was found.
   */
  static Uni<QueueMarks> inTurn(SqlConnection tx, UUID workspaceId, ReviewQueue queue) {
    return read(tx, READ + " for update of q", workspaceId, queue);
  }

  private static Uni<QueueMarks> read(
      SqlConnection tx, String sql, UUID workspaceId, ReviewQueue queue) {
    return Db.query(tx, sql, workspaceId, queue.id(), queue.rule().run())
        .map(
            rows ->
                Rows.first(rows)
                    .map(QueueMarks::of)
                    .orElseThrow(() -> ProblemException.notFound("queue", queue.name())));
  }

  private static QueueMarks of(Row row) {
    return new QueueMarks(
        Rows.instant(row, "filled_at"),
        row.getInteger("found"),
        row.getBoolean("rests"),
        row.getOffsetDateTime("looked_at"),
        row.getBoolean("whole"),
        row.getString("run_seen"),
        row.getString("run_now"),
        Rows.instant(row, "updated_at"));
  }

  /** Whether somebody filled the queue since it was read. */
  boolean filledSince(ReviewQueue queue) {
    return !Objects.equals(filledAt, queue.filledAt());
  }

  /** What is to be looked at now. */
  Look look(QueueRule rule) {
    if (!whole || lookedAt == null) {
      return Look.WHOLE;
    }
    if (!rule.kind().ofRun()) {
      return Look.ARRIVED;
    }
    return runNow != null && runNow.equals(runSeen) ? Look.NOTHING : Look.WHOLE;
  }

  /**
   * Since when that has come; null for all there is. What was being stored during the last look is
   * looked at, too, unless storing it took longer than a minute: then when all is.
   */
  OffsetDateTime since(Look look) {
    return look == Look.ARRIVED ? lookedAt.minusSeconds(OVERLAP_SECONDS) : null;
  }

  /**
   * Notes a filling within its transaction; the item is when it was.
   *
   * @param queue as it was read before the turn: what it has become since was not looked at
   * @param look at what
   * @param found how many came in
   * @param room for how many there was: what found none is to be looked for again
   */
  Uni<Instant> note(
      SqlConnection tx, UUID workspaceId, ReviewQueue queue, Look look, int found, int room) {
    return Db.query(
            tx,
            WRITE,
            workspaceId,
            queue.id(),
            found,
            found >= room || !updatedAt.equals(queue.updatedAt()),
            look == Look.WHOLE,
            runNow)
        .map(rows -> Rows.instant(Rows.one(rows), "filled_at"));
  }
}
