package dev.assay.run.library.providers.edit;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.part.ProviderRef;
import dev.assay.link.secret.AmbientIdentities;
import dev.assay.link.secret.CredentialPlace;
import dev.assay.link.secret.GrantedVariables;
import dev.assay.run.library.providers.Provider;
import dev.assay.run.library.providers.ProviderEntity;
import dev.assay.run.library.providers.ProviderRepository;
import dev.assay.run.library.providers.secret.Seal;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.egress.EgressCheck;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes, changes and deletes providers. A secret belongs to the place it was given for: whoever
 * changes the URL, the kind, the headers or the options must give it again, or could send it to a
 * place of his own.
 */
@ApplicationScoped
class ProviderChanges {
  private static final String CLAIM =
      "insert into providers (id, workspace_id, name, kind) values ($1, $2, $3, $4)"
          + " on conflict (workspace_id, name) do nothing";

  private final Sessions sessions;
  private final ProviderRepository repository;
  private final Seal seal;
  private final EgressCheck egress;
  private final GrantedVariables granted;
  private final AmbientIdentities ambient;

  /**
   * Changes of providers.
   *
   * @param granted which variables of the workers' environment may be sent where, as the operator
   *     says it
   * @param ambient which clouds' identities of the workers may be used, as the operator says it
   */
  ProviderChanges(
      Sessions sessions,
      ProviderRepository repository,
      Seal seal,
      EgressCheck egress,
      @ConfigProperty(name = GrantedVariables.PROPERTY) Optional<String> granted,
      @ConfigProperty(name = AmbientIdentities.PROPERTY) Optional<String> ambient) {
    this.granted = GrantedVariables.of(granted.orElse(null));
    this.ambient = AmbientIdentities.of(ambient.orElse(null));
    this.sessions = sessions;
    this.repository = repository;
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
  Uni<Provider> create(UUID workspaceId, String name, ProviderInput input) {
    // Before it is filled: that the name is taken says more than what is wrong with replacing it.
    return claim(workspaceId, name, input)
        .invoke(
            made -> {
              if (made == 0) {
                throw taken(name);
              }
            })
        .flatMap(made -> lockAndFill(workspaceId, name, input));
  }

  /** Makes one or replaces all of it; the flag says whether it was made. */
  Uni<Put> put(UUID workspaceId, String name, ProviderInput input) {
    return admit(input)
        .flatMap(admitted -> sessions.inTransaction(() -> ensure(workspaceId, name, input)));
  }

  /** Changes what is given; fails with NOT_FOUND when there is none. */
  Uni<Provider> patch(UUID workspaceId, String name, ProviderInput input) {
    return egress
        .check("base_url", input.baseUrl())
        .flatMap(admitted -> sessions.inTransaction(() -> merge(workspaceId, name, input)));
  }

  private Uni<Provider> merge(UUID workspaceId, String name, ProviderInput input) {
    return repository
        .toChange(workspaceId, name)
        .onItem()
        .ifNull()
        .failWith(() -> ProblemException.notFound("provider", name))
        .flatMap(
            row -> {
              ProviderInput whole = ProviderMerge.over(row.view(), input);
              boolean optionsToo = input.options() != null || input.kind() != null;
              return check(workspaceId, whole, optionsToo).map(ok -> fill(row, whole));
            });
  }

  /** Deletes one; runs keep its name. Fails with NOT_FOUND when there is none. */
  Uni<Void> delete(UUID workspaceId, String name) {
    return sessions
        .inTransaction(() -> repository.delete("workspaceId = ?1 and name = ?2", workspaceId, name))
        .invoke(
            gone -> {
              if (gone == 0) {
                throw ProblemException.notFound("provider", name);
              }
            })
        .replaceWithVoid();
  }

  /** What a PUT did. */
  record Put(Provider provider, boolean made) {}

  /** The row of a name is made when it is not there; whichever it is, it is locked and filled. */
  private Uni<Put> ensure(UUID workspaceId, String name, ProviderInput input) {
    return claim(workspaceId, name, input)
        .flatMap(made -> lockAndFill(workspaceId, name, input).map(row -> new Put(row, made > 0)));
  }

  /** Makes the row of a name unless it is there; how many it made. */
  private Uni<Integer> claim(UUID workspaceId, String name, ProviderInput input) {
    return check(workspaceId, input, true)
        .flatMap(
            ok -> Sessions.statements().change(CLAIM, Ids.next(), workspaceId, name, input.kind()));
  }

  private Uni<Provider> lockAndFill(UUID workspaceId, String name, ProviderInput input) {
    return repository
        .toChange(workspaceId, name)
        .onItem()
        .ifNull()
        .failWith(() -> taken(name))
        .map(row -> fill(row, input));
  }

  private Uni<Void> check(UUID workspaceId, ProviderInput input, boolean optionsToo) {
    ProviderRules.check(input, optionsToo);
    granted(workspaceId, input);
    return ReplayedRun.check(workspaceId, input);
  }

  /** Workers look, too; here it is said before a run meets it. */
  private void granted(UUID workspaceId, ProviderInput input) {
    ProviderInput.CredentialInput given = input.credential();
    if (given == null) {
      return;
    }
    String workspace = workspaceId.toString();
    String place = CredentialPlace.of(input.kind(), input.baseUrl(), input.options());
    if (given.env() != null) {
      granted
          .refusal(given.env(), workspace, place)
          .ifPresent(why -> refuse("credential.env", why));
    }
    if (given.isAmbient()) {
      ambient
          .refusal(input.kind(), input.options(), workspace, place)
          .ifPresent(why -> refuse("credential.ambient", why));
    }
  }

  private static void refuse(String field, String why) {
    throw new ProblemException(
        ErrorCode.VALIDATION_FAILED, why, List.of(new Violation(field, why)));
  }

  private Provider fill(ProviderEntity row, ProviderInput input) {
    row.credential = keepOrReplace(row.view(), input);
    row.kind = input.kind();
    row.baseUrl = input.baseUrl();
    row.settings = input.settings();
    return row.view();
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
    if (given.isAmbient()) {
      return ProviderRef.Credential.AMBIENT;
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
