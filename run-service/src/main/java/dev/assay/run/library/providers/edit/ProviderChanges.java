package dev.assay.run.library.providers.edit;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.part.ProviderRef;
import dev.assay.run.library.providers.Provider;
import dev.assay.run.library.providers.ProviderRows;
import dev.assay.run.library.providers.Providers;
import dev.assay.run.library.providers.secret.Seal;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.egress.EgressCheck;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes, changes and deletes providers. A secret belongs to the place it was given for: whoever
 * changes the URL, the kind, the headers or the options must give it again, or could send it to a
 * place of his own.
 */
@ApplicationScoped
class ProviderChanges {
  private static final String INSERT =
      "insert into providers (id, workspace_id, name, kind, base_url, credential, settings)"
          + " values ($1, $2, $3, $4, $5, $6::text::json, $7::text::json)"
          + " on conflict (workspace_id, name) do nothing returning "
          + ProviderRows.COLUMNS;

  private static final String UPDATE =
      "update providers set kind = $3, base_url = $4, credential = $5::text::json,"
          + " settings = $6::text::json, updated_at = now()"
          + " where workspace_id = $1 and name = $2 returning "
          + ProviderRows.COLUMNS;

  private static final String DELETE =
      "delete from providers where workspace_id = $1 and name = $2";

  private final Db db;
  private final Providers providers;
  private final Seal seal;
  private final EgressCheck egress;

  ProviderChanges(Db db, Providers providers, Seal seal, EgressCheck egress) {
    this.db = db;
    this.providers = providers;
    this.seal = seal;
    this.egress = egress;
  }

  /**
   * Looks at a whole provider before any row is locked for it; fails with VALIDATION_FAILED, or
   * with EGRESS_REFUSED when its address may not be called.
   */
  Uni<Void> admit(ProviderInput input) {
    ProviderRules.check(input);
    return egress.check("base_url", input.baseUrl());
  }

  /** Makes one; fails with CONFLICT when the name is taken. */
  Uni<Provider> create(SqlConnection tx, UUID workspaceId, String name, ProviderInput input) {
    return insert(tx, workspaceId, name, input).map(made -> made.orElseThrow(() -> taken(name)));
  }

  /** Makes one or replaces all of it; the flag says whether it was made. */
  Uni<Put> put(UUID workspaceId, String name, ProviderInput input) {
    return admit(input).flatMap(admitted -> putAdmitted(workspaceId, name, input));
  }

  private Uni<Put> putAdmitted(UUID workspaceId, String name, ProviderInput input) {
    return db.inTransaction(
        tx ->
            insert(tx, workspaceId, name, input)
                .flatMap(
                    made ->
                        made.isPresent()
                            ? Uni.createFrom().item(new Put(made.get(), true))
                            : replace(tx, workspaceId, name, input)
                                .map(provider -> new Put(provider, false))));
  }

  /** Changes what is given; fails with NOT_FOUND when there is none. */
  Uni<Provider> patch(UUID workspaceId, String name, ProviderInput input) {
    return egress
        .check("base_url", input.baseUrl())
        .flatMap(admitted -> db.inTransaction(tx -> patch(tx, workspaceId, name, input)));
  }

  private Uni<Provider> patch(
      SqlConnection tx, UUID workspaceId, String name, ProviderInput input) {
    return providers
        .lock(tx, workspaceId, name)
        .map(found -> found.orElseThrow(() -> ProblemException.notFound("provider", name)))
        .flatMap(old -> update(tx, old, ProviderMerge.over(old, input)));
  }

  /** Deletes one; runs keep its name. Fails with NOT_FOUND when there is none. */
  Uni<Void> delete(UUID workspaceId, String name) {
    return db.query(DELETE, workspaceId, name)
        .invoke(
            rows -> {
              if (rows.rowCount() == 0) {
                throw ProblemException.notFound("provider", name);
              }
            })
        .replaceWithVoid();
  }

  /** What a PUT did. */
  record Put(Provider provider, boolean made) {}

  private Uni<Provider> replace(
      SqlConnection tx, UUID workspaceId, String name, ProviderInput input) {
    return providers
        .lock(tx, workspaceId, name)
        .map(found -> found.orElseThrow(() -> taken(name)))
        .flatMap(old -> update(tx, old, input));
  }

  private Uni<Optional<Provider>> insert(
      SqlConnection tx, UUID workspaceId, String name, ProviderInput input) {
    ProviderRules.check(input);
    return ReplayedRun.check(tx, workspaceId, input)
        .flatMap(ok -> inserted(tx, workspaceId, name, input));
  }

  private Uni<Optional<Provider>> inserted(
      SqlConnection tx, UUID workspaceId, String name, ProviderInput input) {
    return Db.query(
            tx,
            INSERT,
            Ids.next(),
            workspaceId,
            name,
            input.kind(),
            input.baseUrl(),
            ProviderRows.write(credential(workspaceId, name, input)),
            ProviderRows.write(input.settings()))
        .map(rows -> Providers.providers(rows).stream().findFirst());
  }

  private Uni<Provider> update(SqlConnection tx, Provider old, ProviderInput input) {
    ProviderRules.check(input);
    return ReplayedRun.check(tx, old.workspaceId(), input).flatMap(ok -> updated(tx, old, input));
  }

  private Uni<Provider> updated(SqlConnection tx, Provider old, ProviderInput input) {
    return Db.query(
            tx,
            UPDATE,
            old.workspaceId(),
            old.name(),
            input.kind(),
            input.baseUrl(),
            ProviderRows.write(keepOrReplace(old, input)),
            ProviderRows.write(input.settings()))
        .map(rows -> Providers.providers(rows).get(0));
  }

  private ProviderRef.Credential keepOrReplace(Provider old, ProviderInput input) {
    if (input.credential() != null) {
      return credential(old.workspaceId(), old.name(), input);
    }
    List<String> moved = ProviderMerge.moved(old, input);
    if (old.credential() != null && !moved.isEmpty()) {
      String what = String.join(", ", moved);
      throw new ProblemException(
          ErrorCode.CREDENTIAL_REQUIRED,
          "A secret belongs to the place it was given for. What may lead elsewhere changes ("
              + what
              + "), so the credential must be given again.",
          List.of(new Violation("credential", "is needed, since this changes: " + what)));
    }
    return old.credential();
  }

  private ProviderRef.Credential credential(UUID workspaceId, String name, ProviderInput input) {
    ProviderInput.CredentialInput given = input.credential();
    if (given == null) {
      return null;
    }
    return given.env() != null
        ? new ProviderRef.Credential(given.env(), null)
        : new ProviderRef.Credential(null, seal.seal(workspaceId, name, given.value()));
  }

  private static ProblemException taken(String name) {
    return new ProblemException(
        ErrorCode.CONFLICT,
        "There is a provider " + name + " already; PUT /v1/providers/" + name + " replaces it.");
  }
}
