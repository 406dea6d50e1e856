package dev.assay.run.traffic.links;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a workspace may have one more link. Links that are over make room for new ones; those
 * that are open do not.
 */
@ApplicationScoped
class LinkRoom {
  private static final String COUNT =
      "select count(*)::int as n from (select 1 from feedback_links where workspace_id = $1"
          + " limit $2) l";
  // Those of before first: of what ended just now somebody may still be told that it is over.
  private static final String DROP =
      """
      with old as (
        select id from feedback_links
        where workspace_id = $1 and (expires_at <= now() or used >= uses)
        order by id limit 1000 for update skip locked
      ), gone as (
        delete from feedback_links l using old where l.id = old.id returning 1
      )
      select count(*)::int as n from gone
      """;
  // Counting all of them for each new one would cost most where there are many. Several replicas
  // together stay within the bound as long as there are fewer than this.
  private static final int PART = 10;

  private final int most;
  private final Map<UUID, Integer> uncounted = new ConcurrentHashMap<>();

  LinkRoom(LinkConfig config) {
    this.most = config.most();
  }

  /**
   * Looks for room, within the transaction that makes the link; how many links may be made before
   * they are counted again is remembered.
   *
   * @return fails with TOO_MANY_REQUESTS when there is none
   */
  Uni<Void> of(SqlConnection tx, UUID workspaceId) {
    int[] left = new int[1];
    uncounted.computeIfPresent(
        workspaceId,
        (id, may) -> {
          left[0] = may;
          return may > 1 ? (Integer) (may - 1) : null;
        });
    return left[0] > 0 ? Uni.createFrom().voidItem() : counted(tx, workspaceId);
  }

  private Uni<Void> counted(SqlConnection tx, UUID workspaceId) {
    return Db.query(tx, COUNT, workspaceId, most)
        .map(rows -> Rows.one(rows).getInteger("n"))
        .invoke(
            n -> {
              int may = (most - n) / PART;
              if (may > 0) {
                uncounted.put(workspaceId, may);
              }
            })
        .flatMap(n -> n < most ? Uni.createFrom().voidItem() : made(tx, workspaceId));
  }

  private Uni<Void> made(SqlConnection tx, UUID workspaceId) {
    return Db.query(tx, DROP, workspaceId)
        .map(rows -> Rows.one(rows).getInteger("n"))
        .invoke(
            gone -> {
              if (gone == 0) {
                throw new ProblemException(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "This workspace has "
                        + most
                        + " links that are open, as many as it may have: end some with DELETE"
                        + " /v1/feedback/links/{id}, and give new ones a shorter expires_in_s."
                        + " Whoever runs the server may raise assay.links.most.");
              }
            })
        .replaceWithVoid();
  }
}
