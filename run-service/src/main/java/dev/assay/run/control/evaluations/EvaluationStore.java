package dev.assay.run.control.evaluations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.run.control.launch.NamedDefinitions;
import dev.assay.run.platform.db.Narrowed;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.FittingIds;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageFit;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.LaunchRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The rows of evaluations and their versions. A change makes a version; runs keep theirs. */
@ApplicationScoped
public class EvaluationStore implements NamedDefinitions {
  private static final String VERSIONS =
      "from EvaluationVersionEntity v join fetch v.evaluation e where e.workspaceId = ?1";
  private static final String NEWEST = "v.version = e.latestVersion";
  private static final String SIZED =
      "select v.id, one.name, v.version, "
          + PageFit.bytes("v.definition", "v.warnings", "one.description")
          + " as page_bytes from (select v.id, e.name, e.description from evaluation_versions v"
          + " join evaluations e on e.id = v.evaluation_id where e.workspace_id = $1%s"
          + " order by %s limit $%d) one join evaluation_versions v on v.id = one.id";
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
    Narrowed<EvaluationVersionEntity> one =
        version == null ? named.and(NEWEST) : named.by("v.version =", version);
    return sessions
        .reading(() -> one.first(1, "v.id"))
        .map(found -> found.isEmpty() ? null : view(found.get(0)));
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

  /** A page of the newest versions by name. */
  Uni<Page<StoredEvaluation>> list(UUID workspaceId, String after, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(workspaceId));
    StringBuilder where = new StringBuilder(" and v.version = e.latest_version");
    new Conditions(where, parameters).add("e.name > $%d", after);
    return page(workspaceId, where, parameters, "name", limit, e -> Cursor.after(e.name()));
  }

  /** A page of the versions of one, the newest first. */
  Uni<Page<StoredEvaluation>> versions(UUID workspaceId, String name, Integer before, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(workspaceId));
    StringBuilder where = new StringBuilder();
    new Conditions(where, parameters).add("e.name = $%d", name).add("v.version < $%d", before);
    return page(
        workspaceId, where, parameters, "version desc", limit, e -> Cursor.after(e.version()));
  }

  private Uni<Page<StoredEvaluation>> page(
      UUID workspaceId,
      StringBuilder where,
      List<Object> parameters,
      String order,
      int limit,
      Function<StoredEvaluation, Cursor> after) {
    parameters.add(limit + 1);
    String sized = SIZED.formatted(where, order, parameters.size());
    return sessions.reading(
        () ->
            FittingIds.of(sized, order, parameters)
                .flatMap(
                    fitting ->
                        fitting.page(
                            ids -> all(workspaceId).by("v.id in", ids).list(),
                            version -> version.id,
                            EvaluationStore::view,
                            after)));
  }

  private Narrowed<EvaluationVersionEntity> all(UUID workspaceId) {
    return new Narrowed<>(versions, VERSIONS, workspaceId);
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
