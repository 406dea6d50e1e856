package dev.assay.run.library.workspaces;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.run.library.providers.BuiltInProviders;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.db.Narrowed;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.db.Statements;
import dev.assay.run.platform.keys.ApiKeys;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.SqlStates;
import dev.assay.run.runs.RunSpec;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** The workspaces of the installation. */
@ApplicationScoped
public class Workspaces {
  /** The one that is there from the start; its admins administer the installation. */
  public static final String DEFAULT = "default";

  private static final String ENSURE =
      "insert into workspaces (id, name) values ($1, $2) on conflict (name) do nothing";

  private final Sessions sessions;
  private final WorkspaceRepository repository;
  private final ApiKeys keys;
  private final BuiltInProviders providers;

  Workspaces(
      Sessions sessions, WorkspaceRepository repository, ApiKeys keys, BuiltInProviders providers) {
    this.sessions = sessions;
    this.repository = repository;
    this.keys = keys;
    this.providers = providers;
  }

  /** Makes a workspace with its first admin key and the built-in providers. */
  Uni<Workspace> create(String name) {
    WorkspaceEntity made = new WorkspaceEntity();
    made.id = Ids.next();
    made.name = name;
    return repository
        .persistAndFlush(made)
        .onFailure(SqlStates::isDuplicate)
        .transform(e -> taken(name))
        .call(() -> providers.ensure(Sessions.statements(), made.id))
        .flatMap(done -> keys.create(made.id, "first", List.of(Scopes.ADMIN), null))
        .map(key -> view(made).with(key.key()));
  }

  /** Makes the workspace {@code default} unless it is there, and answers its id. */
  public Uni<UUID> ensureDefault(Statements tx) {
    return tx.change(ENSURE, Ids.next(), DEFAULT)
        .flatMap(made -> tx.rows("select id, name from workspaces where name = $1", DEFAULT))
        .map(rows -> (UUID) rows.get(0)[0])
        .call(id -> providers.ensure(tx, id));
  }

  /**
   * Workspaces by age.
   *
   * @param only this one, null for all
   */
  Uni<Page<Workspace>> list(UUID only, PageRequest page) {
    UUID after = page.after(1).map(cursor -> cursor.uuid(0)).orElse(null);
    return (only == null ? sessions.asService() : sessions)
        .reading(
            () ->
                new Narrowed<>(repository, "1 = 1")
                    .by("id =", only)
                    .by("id >", after)
                    .first(page.limit + 1, "id"))
        .map(found -> found.stream().map(Workspaces::view).toList())
        .map(found -> Page.of(found, page.limit, workspace -> Cursor.after(workspace.id())));
  }

  /**
   * Sets whom scorers ask that name nobody.
   *
   * @param judge {provider, model, …}, null for nobody
   */
  Uni<Workspace> judgedBy(UUID id, RunSpec.Judge judge) {
    JsonNode json = judge == null ? null : Json.mapper().valueToTree(judge);
    return change(sessions, id, workspace -> workspace.judge = json);
  }

  /** Sets how one of them, whoever's it is, shares the workers with the others. */
  Uni<Workspace> share(UUID id, Share share) {
    return change(
        sessions.asService(),
        id,
        workspace -> {
          workspace.weight = share.weight();
          workspace.maxRuns = share.maxRuns();
          workspace.maxInFlight = share.maxInFlight();
        });
  }

  private Uni<Workspace> change(Sessions by, UUID id, Consumer<WorkspaceEntity> edit) {
    return by.inTransaction(
            () ->
                repository
                    .findById(id)
                    .onItem()
                    .ifNull()
                    .failWith(() -> ProblemException.notFound("workspace", id))
                    .invoke(edit))
        .map(Workspaces::view);
  }

  /**
   * Lets those through who may speak for the installation.
   *
   * @param refusal what others are told
   * @return fails with FORBIDDEN for a workspace other than {@link #DEFAULT}
   */
  public Uni<Void> requireDefault(UUID workspaceId, String refusal) {
    return isDefault(workspaceId)
        .invoke(
            isDefault -> {
              if (!isDefault) {
                throw new ProblemException(ErrorCode.FORBIDDEN, refusal);
              }
            })
        .replaceWithVoid();
  }

  /** Whether it is the workspace whose admins administer the installation. */
  Uni<Boolean> isDefault(UUID workspaceId) {
    return sessions
        .reading(() -> repository.findById(workspaceId))
        .map(workspace -> workspace != null && workspace.name.equals(DEFAULT));
  }

  private static Workspace view(WorkspaceEntity of) {
    Share share = new Share(of.weight, of.maxRuns, of.maxInFlight);
    return new Workspace(of.id, of.name, of.judge, share, of.createdAt, null);
  }

  private static ProblemException taken(String name) {
    return new ProblemException(
        ErrorCode.CONFLICT, "There is a workspace " + name + " already; choose another name.");
  }
}
