package dev.assay.run.library.datasets;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.SqlStates;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The datasets of workspaces, without their items. */
@ApplicationScoped
class Datasets {
  private static final String INSERT =
      "insert into datasets (id, workspace_id, name, description, tags)"
          + " values ($1, $2, $3, $4, $5) on conflict (workspace_id, name) do nothing returning "
          + Dataset.COLUMNS;

  private static final String BY_NAME =
      "select " + Dataset.COLUMNS + " from datasets where workspace_id = $1 and name = $2";

  private static final String LIST =
      "select "
          + Dataset.COLUMNS
          + " from datasets where workspace_id = $1 and ($2::text is null or name > $2)"
          + " and ($3::text is null or $3 = any (tags)) order by name limit $4";

  private static final String CHANGE =
      "update datasets set description = coalesce($3, description), tags = coalesce($4, tags),"
          + " updated_at = now() where workspace_id = $1 and name = $2 returning "
          + Dataset.COLUMNS;

  private static final String DELETE = "delete from datasets where workspace_id = $1 and name = $2";

  private final Db db;

  Datasets(Db db) {
    this.db = db;
  }

  /** Makes one; fails with CONFLICT when the name is taken. */
  Uni<Dataset> create(
      SqlConnection tx, UUID workspaceId, String name, String description, List<String> tags) {
    return insert(tx, workspaceId, name, description, tags)
        .map(made -> made.orElseThrow(() -> taken(name)));
  }

  /** The dataset of this name, made if it is not there, locked until the transaction ends. */
  Uni<Dataset> ensure(SqlConnection tx, UUID workspaceId, String name) {
    return insert(tx, workspaceId, name, null, List.of())
        .flatMap(made -> lock(tx, workspaceId, name));
  }

  /** Locks one until the transaction ends; fails with NOT_FOUND. */
  Uni<Dataset> lock(SqlConnection tx, UUID workspaceId, String name) {
    return Db.query(tx, BY_NAME + " for update", workspaceId, name)
        .map(rows -> only(rows).orElseThrow(() -> missing(name)));
  }

  /** By name; fails with NOT_FOUND. */
  Uni<Dataset> get(UUID workspaceId, String name) {
    return db.query(BY_NAME, workspaceId, name)
        .map(rows -> only(rows).orElseThrow(() -> missing(name)));
  }

  /**
   * By name.
   *
   * @param tag only those with it, null for all
   */
  Uni<Page<Dataset>> list(UUID workspaceId, String tag, PageRequest page) {
    String after = page.after(1).map(cursor -> cursor.values().get(0)).orElse(null);
    return db.query(LIST, workspaceId, after, tag, page.limit + 1)
        .map(Datasets::all)
        .map(found -> Page.of(found, page.limit, dataset -> Cursor.after(dataset.name())));
  }

  /** Changes what is not null; fails with NOT_FOUND. */
  Uni<Dataset> change(UUID workspaceId, String name, String description, List<String> tags) {
    return db.query(CHANGE, workspaceId, name, description, tags == null ? null : array(tags))
        .map(rows -> only(rows).orElseThrow(() -> missing(name)));
  }

  /** Deletes one with its versions; fails with CONFLICT when a run uses it. */
  Uni<Void> delete(UUID workspaceId, String name) {
    return db.query(DELETE, workspaceId, name)
        .onFailure(SqlStates::isStillUsed)
        .transform(e -> used(name))
        .invoke(
            rows -> {
              if (rows.rowCount() == 0) {
                throw missing(name);
              }
            })
        .replaceWithVoid();
  }

  private static Uni<Optional<Dataset>> insert(
      SqlConnection tx, UUID workspaceId, String name, String description, List<String> tags) {
    return Db.query(tx, INSERT, Ids.next(), workspaceId, name, description, array(tags))
        .map(Datasets::only);
  }

  private static String[] array(List<String> tags) {
    return tags.stream().distinct().toArray(String[]::new);
  }

  private static Optional<Dataset> only(Iterable<Row> rows) {
    return all(rows).stream().findFirst();
  }

  private static List<Dataset> all(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(Dataset::of).toList();
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
