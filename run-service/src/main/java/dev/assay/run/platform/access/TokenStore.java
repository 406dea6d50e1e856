package dev.assay.run.platform.access;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Keys and sessions by the SHA-256 of what the caller showed. */
@ApplicationScoped
class TokenStore {
  private static final String VALID_KEY =
      " and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())";

  private static final String BY_KEY =
      "select k.id, k.workspace_id, k.scopes, k.expires_at, w.name"
          + " from api_keys k join workspaces w on w.id = k.workspace_id where k.sha256 = $1"
          + VALID_KEY;

  private static final String BY_SESSION =
      "select k.id, k.workspace_id, k.scopes, s.expires_at, w.name"
          + " from sessions s join api_keys k on k.id = s.key_id"
          + " join workspaces w on w.id = k.workspace_id"
          + " where s.sha256 = $1 and s.expires_at > now()"
          + VALID_KEY;

  private static final String USED =
      "update api_keys set last_used_at = now() where id = $1"
          + " and (last_used_at is null or last_used_at < now() - interval '1 minute')";

  private static final String NEW_SESSION =
      "insert into sessions (sha256, key_id, expires_at) values ($1, $2, $3)";

  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Db db;

  TokenStore(Db db) {
    // Whose a token is has to be known before anybody can be confined to a workspace.
    this.db = db.in(Lane.REQUEST).asService();
  }

  Uni<Optional<Verified>> find(Token token) {
    return db.query(token.cookie() ? BY_SESSION : BY_KEY, hash(token.text()))
        .ifNoItem()
        .after(LONGEST)
        .failWith(() -> new SocketTimeoutException("the database does not answer"))
        .map(TokenStore::verified);
  }

  /** Notes that a key is in use; writes at most once a minute. */
  Uni<Void> used(UUID keyId) {
    return db.query(USED, keyId).replaceWithVoid();
  }

  Uni<Void> startSession(String token, UUID keyId, OffsetDateTime expiresAt) {
    return db.query(NEW_SESSION, hash(token), keyId, expiresAt).replaceWithVoid();
  }

  Uni<Void> endSession(String token) {
    return db.query("delete from sessions where sha256 = $1", hash(token)).replaceWithVoid();
  }

  Uni<Integer> removeEnded() {
    return db.query("delete from sessions where expires_at < now()").map(RowSet::rowCount);
  }

  private static Buffer hash(String token) {
    return Buffer.buffer(Tokens.sha256(token));
  }

  private static Optional<Verified> verified(RowSet<Row> rows) {
    return Rows.first(rows)
        .map(
            row ->
                new Verified(
                    new Caller(
                        row.getUUID("workspace_id"),
                        row.getUUID("id"),
                        Scopes.withImplied(Arrays.asList(row.getArrayOfStrings("scopes")))),
                    row.getString("name"),
                    Rows.instant(row, "expires_at")));
  }
}
