package dev.assay.run.platform.keys;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.access.TokenVerifier;
import dev.assay.run.platform.access.Tokens;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The API keys of workspaces. */
@ApplicationScoped
public class ApiKeys {
  private static final String INSERT =
      "insert into api_keys (id, workspace_id, name, prefix, sha256, scopes, expires_at)"
          + " values ($1, $2, $3, $4, $5, $6, $7) returning "
          + ApiKey.COLUMNS;

  private static final String ENSURE =
      "insert into api_keys (id, workspace_id, name, prefix, sha256, scopes)"
          + " values ($1, $2, $3, $4, $5, $6) on conflict (sha256) do nothing";

  private static final String LIST =
      "select "
          + ApiKey.COLUMNS
          + " from api_keys where workspace_id = $1 and ($2::uuid is null or id > $2)"
          + " order by id limit $3";

  private static final String REVOKE =
      "update api_keys set revoked_at = coalesce(revoked_at, now())"
          + " where workspace_id = $1 and id = $2";

  private final Db db;
  private final TokenVerifier verifier;

  ApiKeys(Db db, TokenVerifier verifier) {
    this.db = db;
    this.verifier = verifier;
  }

  /** Makes a key; the answer shows it, for the only time. */
  public Uni<ApiKey> create(
      SqlConnection tx,
      UUID workspaceId,
      String name,
      Collection<String> scopes,
      Instant expiresAt) {
    String key = Tokens.newKey();
    return Db.query(
            tx,
            INSERT,
            Ids.next(),
            workspaceId,
            name,
            Tokens.shown(key),
            Buffer.buffer(Tokens.sha256(key)),
            scopes.stream().distinct().toArray(String[]::new),
            expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
        .map(rows -> ApiKey.of(rows.iterator().next()).with(key));
  }

  /** Makes a given key an admin key of the workspace, if it is not known yet. */
  Uni<Void> ensureAdmin(SqlConnection tx, UUID workspaceId, String key) {
    return Db.query(
            tx,
            ENSURE,
            Ids.next(),
            workspaceId,
            "bootstrap",
            Tokens.shown(key),
            Buffer.buffer(Tokens.sha256(key)),
            new String[] {Scopes.ADMIN})
        .replaceWithVoid();
  }

  Uni<Page<ApiKey>> list(UUID workspaceId, PageRequest page) {
    UUID after = page.after(1).map(cursor -> cursor.uuid(0)).orElse(null);
    return db.query(LIST, workspaceId, after, page.limit + 1)
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(ApiKey::of).toList())
        .map(keys -> Page.of(keys, page.limit, key -> Cursor.after(key.id())));
  }

  /** Ends a key, and with it its sessions; here at once, on other replicas within seconds. */
  Uni<Void> revoke(UUID workspaceId, UUID id) {
    return db.query(REVOKE, workspaceId, id)
        .invoke(
            rows -> {
              if (rows.rowCount() == 0) {
                throw ProblemException.notFound("key", id);
              }
              verifier.forget();
            })
        .replaceWithVoid();
  }
}
