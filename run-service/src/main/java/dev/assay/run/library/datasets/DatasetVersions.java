package dev.assay.run.library.datasets;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The versions of datasets. */
@ApplicationScoped
public class DatasetVersions {
  /** In place of a number: the newest. */
  public static final String LATEST = "latest";

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private static final String FROM =
      "select "
          + DatasetVersion.COLUMNS
          + " from dataset_versions v join datasets d on d.id = v.dataset_id"
          + " where d.workspace_id = $1 and d.name = $2";

  private static final String ONE = FROM + " and v.version = coalesce($3::int, d.latest_version)";

  private static final String LIST =
      FROM + " and ($3::int is null or v.version < $3) order by v.version desc limit $4";

  /** What to say when a dataset or version is not there. */
  private static final String KNOWN =
      """
      select latest_version,
             (select string_agg(name, ', ' order by updated_at desc) from
               (select name, updated_at from datasets where workspace_id = $1
                order by updated_at desc limit 20) newest) as names
      from (select 1) one left join datasets d on d.workspace_id = $1 and d.name = $2
      """;

  private final Db db;

  DatasetVersions(Db db) {
    this.db = db;
  }

  /**
   * The version that a run asks for.
   *
   * @param version null for the newest
   * @return fails with UNKNOWN_DATASET or UNKNOWN_DATASET_VERSION and says what there is
   */
  public Uni<DatasetVersion> resolve(UUID workspaceId, String name, Integer version) {
    return resolve(db::query, workspaceId, name, version);
  }

  /** The same within a transaction. */
  public Uni<DatasetVersion> resolve(
      SqlConnection tx, UUID workspaceId, String name, Integer version) {
    return resolve((sql, parameters) -> Db.query(tx, sql, parameters), workspaceId, name, version);
  }

  /** The version of a path: a number or {@code latest}; fails with NOT_FOUND. */
  public Uni<DatasetVersion> get(UUID workspaceId, String name, String version) {
    if (!version.equals(LATEST) && !NUMBER.matcher(version).matches()) {
      throw missing(name, version);
    }
    Integer number = version.equals(LATEST) ? null : Integer.valueOf(version);
    return db.query(ONE, workspaceId, name, number)
        .map(rows -> only(rows).orElseThrow(() -> missing(name, version)));
  }

  /** Newest first. */
  Uni<Page<DatasetVersion>> list(UUID workspaceId, String name, PageRequest page) {
    Integer before = page.after(1).map(cursor -> (int) cursor.number(0)).orElse(null);
    return db.query(LIST, workspaceId, name, before, page.limit + 1)
        .map(DatasetVersions::all)
        .map(found -> Page.of(found, page.limit, version -> Cursor.after(version.version())));
  }

  private static Uni<DatasetVersion> resolve(
      Sql sql, UUID workspaceId, String name, Integer version) {
    return sql.query(ONE, workspaceId, name, version)
        .flatMap(
            rows ->
                only(rows)
                    .map(found -> Uni.createFrom().item(found))
                    .orElseGet(() -> unknown(sql, workspaceId, name, version)));
  }

  private static Uni<DatasetVersion> unknown(
      Sql sql, UUID workspaceId, String name, Integer version) {
    return sql.query(KNOWN, workspaceId, name)
        .map(rows -> rows.iterator().next())
        .map(
            row -> {
              throw unknown(
                  name, version, row.getInteger("latest_version"), row.getString("names"));
            });
  }

  private static ProblemException unknown(
      String name, Integer version, Integer latest, String names) {
    if (latest == null) {
      return new ProblemException(
          ErrorCode.UNKNOWN_DATASET,
          "There is no dataset "
              + name
              + (names == null ? "; there is none yet." : "; there are: " + names + "."));
    }
    String there = latest == 0 ? "it has none yet." : "it has the versions 1 to " + latest + ".";
    return new ProblemException(
        ErrorCode.UNKNOWN_DATASET_VERSION,
        "The dataset "
            + name
            + " has no version"
            + (version == null ? "" : " " + version)
            + "; "
            + there);
  }

  static Optional<DatasetVersion> only(Iterable<Row> rows) {
    return all(rows).stream().findFirst();
  }

  private static List<DatasetVersion> all(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(DatasetVersion::of).toList();
  }

  private static ProblemException missing(String name, String version) {
    return ProblemException.notFound("dataset version", name + "/" + version);
  }

  /** Within a transaction or without. */
  private interface Sql {
    Uni<RowSet<Row>> query(String sql, Object... parameters);
  }
}
