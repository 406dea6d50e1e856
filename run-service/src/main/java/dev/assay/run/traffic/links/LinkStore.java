package dev.assay.run.traffic.links;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.run.platform.access.Tokens;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.traffic.feedback.Feedback;
import dev.assay.run.traffic.feedback.FeedbackStore;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** The rows of links, found by the SHA-256 of what their holder shows. */
@ApplicationScoped
class LinkStore {
  private static final String WRITE =
      "insert into feedback_links as l (id, workspace_id, sha256, entity_type, entity_id, fields,"
          + " author, uses, expires_at)"
          + " values ($1, $2, $3, $4, $5, $6, $7, $8, now() + $9::int * interval '1 second')"
          + " returning "
          + FeedbackLink.COLUMNS;
  private static final String LIST =
      "select "
          + FeedbackLink.COLUMNS
          + " from feedback_links l where l.workspace_id = $1 and ($2::uuid is null or l.id < $2)"
          + " order by l.id desc limit $3";
  private static final String DELETE =
      "delete from feedback_links where workspace_id = $1 and id = $2";
  private static final String FIND =
      "select l.workspace_id, "
          + FeedbackLink.COLUMNS
          + ", l.expires_at <= now() as ended from feedback_links l where l.sha256 = $1";
  private static final String USE =
      "update feedback_links set used = used + 1"
          + " where workspace_id = $1 and id = $2 and used < uses and expires_at > now()";
  private static final String DROP =
      "delete from feedback_links where id in (select id from feedback_links"
          + " where expires_at < now() - interval '30 days' limit 5000)";

  private final Db db;
  private final Db unconfined;

  LinkStore(Db db) {
    this.db = db;
    // Whose a link is has to be known before anybody can be confined to a workspace.
    this.unconfined = db.in(Lane.REQUEST).asService();
  }

  /**
   * A link that somebody holds.
   *
   * @param ended whether it is over
   */
  record Shown(UUID workspaceId, FeedbackLink link, boolean ended) {}

  /** Makes one within the caller's transaction. */
  static Uni<FeedbackLink> write(SqlConnection tx, UUID workspaceId, String token, LinkInput link) {
    return Db.query(
            tx,
            WRITE,
            Ids.next(),
            workspaceId,
            hash(token),
            link.entityType().wire(),
            link.entityId(),
            link.fields().stream().distinct().map(LinkField::wire).toArray(String[]::new),
            link.by(),
            link.uses(),
            link.expiresInS())
        .map(rows -> FeedbackLink.of(Rows.one(rows)));
  }

  /** Those of a workspace, the newest first. */
  Uni<List<FeedbackLink>> list(UUID workspaceId, UUID before, int limit) {
    return db.query(LIST, workspaceId, before, limit)
        .map(rows -> Rows.list(rows, FeedbackLink::of));
  }

  /** Ends one; whether it was there. */
  Uni<Boolean> delete(UUID workspaceId, UUID id) {
    return db.query(DELETE, workspaceId, id).map(rows -> rows.rowCount() > 0);
  }

  /**
   * By what its holder shows; fails with NOT_FOUND, or with GONE when it is over.
   *
   * @param found is given it, also one that is over
   */
  Uni<Shown> find(String token, Consumer<Shown> found) {
    return unconfined
        .query(FIND, hash(token))
        .map(
            rows ->
                Rows.first(rows)
                    .map(
                        row ->
                            new Shown(
                                row.getUUID("workspace_id"),
                                FeedbackLink.of(row),
                                row.getBoolean("ended")))
                    .orElseThrow(LinkStore::unknown))
        .invoke(found)
        .invoke(
            shown -> {
              if (shown.ended() || shown.link().used() >= shown.link().uses()) {
                throw over();
              }
            });
  }

  /** Stores what is said by a link and counts it, both or neither; fails with GONE. */
  Uni<Void> use(Shown shown, Feedback said) {
    UUID workspaceId = shown.workspaceId();
    return db.of(workspaceId)
        .inTransaction(
            tx ->
                Db.query(tx, USE, workspaceId, shown.link().id())
                    .invoke(
                        used -> {
                          if (used.rowCount() == 0) {
                            throw over();
                          }
                        })
                    .flatMap(used -> FeedbackStore.writeByLink(tx, workspaceId, said)));
  }

  /** Drops those that have been over for a month; how many. */
  Uni<Integer> drop() {
    return unconfined.query(DROP).map(RowSet::rowCount);
  }

  private static Buffer hash(String token) {
    return Buffer.buffer(Tokens.sha256(token));
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ErrorCode.NOT_FOUND, "There is no such link; ask whoever gave it to you for another one.");
  }

  private static ProblemException over() {
    return new ProblemException(
        ErrorCode.GONE,
        "This link is over: its time is up, or it was used; ask whoever gave it to you for another"
            + " one.");
  }
}
