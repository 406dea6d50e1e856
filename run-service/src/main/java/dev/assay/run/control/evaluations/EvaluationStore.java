package dev.assay.run.control.evaluations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.run.control.launch.NamedDefinitions;
import dev.assay.run.platform.db.Narrowed;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.LaunchRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The rows of evaluations and their versions. A change makes a version; runs keep theirs. */
@ApplicationScoped
public class EvaluationStore implements NamedDefinitions {
  private static final String VERSIONS =
      "from EvaluationVersionEntity v join fetch v.evaluation e where e.workspaceId = ?1";
  private static final String NEWEST = "v.version = e.latestVersion";
  // Saving the newest content again is not a change.
  private static final String SAME = "evaluation = ?1 and version = ?2 and sha256 = ?3";
  private static final String UPSERT =
      """
      insert into evaluations (id, workspace_id, name, description) values ($1, $2, $3, $4)
      on conflict (workspace_id, name) do update set
        description = coalesce(excluded.description, evaluations.description), updated_at = now()
      returning id, latest_version
      """;

  private final Sessions sessions;
  private final EvaluationRepository evaluations;
  private final EvaluationVersionRepository versions;

  EvaluationStore(
      Sessions sessions, EvaluationRepository evaluations, EvaluationVersionRepository versions) {
    this.sessions = sessions;
    this.evaluations = evaluations;
    this.versions = versions;
  }

  @Override
  public Uni<Named> named(UUID workspaceId, String reference) {
    return find(workspaceId, reference)
        .onItem()
        .ifNull()
        .failWith(
            () ->
                new ProblemException(
                    ErrorCode.UNKNOWN_EVALUATION,
                    "There is no evaluation " + reference + "; see GET /v1/evaluations."))
        .map(found -> new Named(found.name(), found.version(), found.definition()));
  }

  /** Finds a version by name or name@version; the item is null when there is none. */
  Uni<StoredEvaluation> find(UUID workspaceId, String reference) {
    int at = reference.lastIndexOf('@');
    String name = at < 0 ? reference : reference.substring(0, at);
    Integer version = at < 0 ? null : version(reference.substring(at + 1));
    Narrowed<EvaluationVersionEntity> named = all(workspaceId).by("e.name =", name);
    return read(version == null ? named.and(NEWEST) : named.by("v.version =", version), 1, "v.id")
        .map(found -> found.isEmpty() ? null : found.get(0));
  }

  private static Integer version(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          ErrorCode.UNKNOWN_EVALUATION,
          "An evaluation is named by name or name@version; got the version " + text + ".");
    }
  }

  Uni<List<StoredEvaluation>> list(UUID workspaceId, String after, int limit) {
    return read(all(workspaceId).and(NEWEST).by("e.name >", after), limit, "e.name");
  }

  Uni<List<StoredEvaluation>> versions(UUID workspaceId, String name, Integer before, int limit) {
    return read(
        all(workspaceId).by("e.name =", name).by("v.version <", before), limit, "v.version desc");
  }

  private Narrowed<EvaluationVersionEntity> all(UUID workspaceId) {
    return new Narrowed<>(versions, VERSIONS, workspaceId);
  }

  private Uni<List<StoredEvaluation>> read(
      Narrowed<EvaluationVersionEntity> which, int limit, String order) {
    return sessions
        .reading(() -> which.first(limit, order))
        .map(found -> found.stream().map(EvaluationStore::view).toList());
  }

  /** Saves a definition: a new version, unless it is what the newest says already. */
  Uni<Void> save(
      UUID workspaceId, String name, LaunchRequest definition, JsonNode warnings, String sha256) {
    return Sessions.statements()
        .rows(UPSERT, Ids.next(), workspaceId, name, definition.description())
        .flatMap(locked -> evaluations.findById((UUID) locked.get(0)[0]))
        .call(
            evaluation ->
                versions
                    .count(SAME, evaluation, evaluation.latestVersion, sha256)
                    .call(
                        same -> same > 0 ? done() : add(evaluation, definition, warnings, sha256)))
        .replaceWithVoid();
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> add(
      EvaluationEntity evaluation, LaunchRequest definition, JsonNode warnings, String sha256) {
    EvaluationVersionEntity made = new EvaluationVersionEntity();
    made.id = Ids.next();
    made.evaluation = evaluation;
    made.version = ++evaluation.latestVersion;
    made.definition = definition;
    made.warnings = warnings;
    made.sha256 = sha256;
    return versions.persist(made).replaceWithVoid();
  }

  Uni<Boolean> delete(UUID workspaceId, String name) {
    return sessions
        .inTransaction(
            () -> evaluations.delete("workspaceId = ?1 and name = ?2", workspaceId, name))
        .map(gone -> gone > 0);
  }

  private static StoredEvaluation view(EvaluationVersionEntity of) {
    return new StoredEvaluation(
        of.evaluation.name,
        of.version,
        of.evaluation.description,
        of.definition,
        of.warnings,
        of.createdAt);
  }
}
