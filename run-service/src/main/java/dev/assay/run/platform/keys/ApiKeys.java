package dev.assay.run.platform.keys;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.access.TokenVerifier;
import dev.assay.run.platform.access.Tokens;
import dev.assay.run.platform.db.Narrowed;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.db.Statements;
import dev.assay.run.platform.db.StorableText;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.UUID;

/** The API keys of workspaces. */
@ApplicationScoped
public class ApiKeys {
  private static final String ENSURE =
      "insert into api_keys (id, workspace_id, name, prefix, sha256, scopes)"
          + " values ($1, $2, 'bootstrap', $3, decode($4, 'hex'), $5) on conflict (sha256) do nothing";

  private static final String REVOKE =
      "update api_keys set revoked_at = coalesce(revoked_at, now())"
          + " where workspace_id = $1 and id = $2";

  private final Sessions sessions;
  private final ApiKeyRepository repository;
  private final TokenVerifier verifier;

  ApiKeys(Sessions sessions, ApiKeyRepository repository, TokenVerifier verifier) {
    this.sessions = sessions;
    this.repository = repository;
    this.verifier = verifier;
  }

  /** Makes a key; the answer shows it, for the only time. */
  public Uni<ApiKey> create(
      UUID workspaceId, String name, Collection<String> scopes, Instant expiresAt) {
    String key = Tokens.newKey();
    ApiKeyEntity made = new ApiKeyEntity();
    made.id = Ids.next();
    made.workspaceId = workspaceId;
    made.name = StorableText.of(name);
    made.prefix = Tokens.shown(key);
    made.sha256 = Tokens.sha256(key);
    made.scopes = scopes.stream().distinct().toArray(String[]::new);
    made.expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
    return repository.persistAndFlush(made).map(ApiKey::of).map(view -> view.with(key));
  }

  /** Makes a given key an admin key of the workspace, if it is not known yet. */
  Uni<Void> ensureAdmin(Statements tx, UUID workspaceId, String key) {
    return tx.change(
            ENSURE,
            Ids.next(),
            workspaceId,
            Tokens.shown(key),
            HexFormat.of().formatHex(Tokens.sha256(key)),
            new String[] {Scopes.ADMIN})
        .replaceWithVoid();
  }

  Uni<Page<ApiKey>> list(UUID workspaceId, PageRequest page) {
    UUID after = page.after(1).map(cursor -> cursor.uuid(0)).orElse(null);
    return sessions
        .reading(
            () ->
                new Narrowed<>(repository, "workspaceId = ?1", workspaceId)
                    .by("id >", after)
                    .first(page.limit + 1, "id"))
        .map(keys -> keys.stream().map(ApiKey::of).toList())
        .map(keys -> Page.of(keys, page.limit, key -> Cursor.after(key.id())));
  }

  /** Ends a key, and with it its sessions; here at once, on other replicas within seconds. */
  Uni<Void> revoke(UUID workspaceId, UUID id) {
    return sessions
        .inTransaction(() -> Sessions.statements().change(REVOKE, workspaceId, id))
        .invoke(
            changed -> {
              if (changed == 0) {
                throw ProblemException.notFound("key", id);
              }
              verifier.forget();
            })
        .replaceWithVoid();
  }
}
