package dev.assay.run.library.datasets;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.run.library.datasets.DatasetRepository.Locked;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.db.StorableText;
import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.FittingIds;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageFit;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.SqlStates;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The datasets of workspaces, without their items. */
@ApplicationScoped
class Datasets {
  private static final String CLAIM =
      "insert into datasets (id, workspace_id, name, description, tags)"
          + " values ($1, $2, $3, $4, $5) on conflict (workspace_id, name) do nothing";

  private static final String SIZED =
      "select d.id, d.name, "
          + PageFit.bytes("d.description", "d.tags")
          + " as page_bytes from datasets d where d.workspace_id = $1%s order by d.name limit $%d";

  private final Sessions sessions;
  private final DatasetRepository repository;

  Datasets(Sessions sessions, DatasetRepository repository) {
    this.sessions = sessions;
    this.repository = repository;
  }

  /** Makes one; fails with CONFLICT when the name is taken. */
  Uni<Dataset> create(UUID workspaceId, String name, String description, List<String> tags) {
    return claim(workspaceId, name, description, tags)
        .flatMap(
            made -> {
              if (made == 0) {
                throw taken(name);
              }
              return repository.named(workspaceId, name);
            })
        .map(DatasetEntity::view);
  }

  /** The dataset of this name, made if it is not there, locked until the transaction ends. */
  Uni<Locked> ensure(UUID workspaceId, String name) {
    return claim(workspaceId, name, null, List.of()).flatMap(made -> lock(workspaceId, name));
  }

  /** Locks one until the transaction ends; fails with NOT_FOUND. */
  Uni<Locked> lock(UUID workspaceId, String name) {
    return repository.lock(workspaceId, name).onItem().ifNull().failWith(() -> missing(name));
  }

  /** By name; fails with NOT_FOUND. */
  Uni<Dataset> get(UUID workspaceId, String name) {
    return sessions
        .reading(() -> repository.named(workspaceId, name))
        .onItem()
        .ifNull()
        .failWith(() -> missing(name))
        .map(DatasetEntity::view);
  }

  /**
   * By name.
   *
   * @param tag only those with it, null for all
   */
  Uni<Page<Dataset>> list(UUID workspaceId, String tag, PageRequest page) {
    String after = page.after(1).map(cursor -> cursor.values().get(0)).orElse(null);
    List<Object> parameters = new ArrayList<>(List.of(workspaceId));
    StringBuilder where = new StringBuilder();
    new Conditions(where, parameters)
        .add("d.name > $%d", after)
        .add("array_position(d.tags, $%d) > 0", tag);
    parameters.add(page.limit + 1);
    String sized = SIZED.formatted(where, parameters.size());
    return sessions.reading(
        () ->
            FittingIds.of(sized, "name", parameters)
                .flatMap(
                    fitting ->
                        fitting.page(
                            ids -> repository.list("id in ?1", ids),
                            dataset -> dataset.id,
                            DatasetEntity::view,
                            dataset -> Cursor.after(dataset.name()))));
  }

  /** Changes what is not null; fails with NOT_FOUND. */
  Uni<Dataset> change(UUID workspaceId, String name, String description, List<String> tags) {
    return sessions.inTransaction(
        () ->
            lock(workspaceId, name)
                .map(
                    locked -> {
                      DatasetEntity row = locked.row();
                      row.description =
                          description == null ? row.description : StorableText.of(description);
                      row.tags = tags == null ? row.tags : array(tags);
                      row.updatedAt = locked.now();
                      return row.view();
                    }));
  }

  /** Deletes one with its versions; fails with CONFLICT when a run uses it. */
  Uni<Void> delete(UUID workspaceId, String name) {
    return sessions
        .inTransaction(() -> repository.delete("workspaceId = ?1 and name = ?2", workspaceId, name))
        .onFailure(SqlStates::isStillUsed)
        .transform(e -> used(name))
        .invoke(
            gone -> {
              if (gone == 0) {
                throw missing(name);
              }
            })
        .replaceWithVoid();
  }

  private static Uni<Integer> claim(
      UUID workspaceId, String name, String description, List<String> tags) {
    return Sessions.statements()
        .change(CLAIM, Ids.next(), workspaceId, name, description, array(tags));
  }

  private static String[] array(List<String> tags) {
    return tags.stream().map(StorableText::of).distinct().toArray(String[]::new);
  }

  private static ProblemException missing(String name) {
    return ProblemException.notFound("dataset", name);
  }

  private static ProblemException taken(String name) {
    return new ProblemException(
        ErrorCode.CONFLICT,
        "There is a dataset " + name + " already; upload a new version of it instead.");
  }

  private static ProblemException used(String name) {
    return new ProblemException(
        ErrorCode.CONFLICT, "Runs use the dataset " + name + "; delete those runs first.");
  }
}
