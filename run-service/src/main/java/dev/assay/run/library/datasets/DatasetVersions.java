package dev.assay.run.library.datasets;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.db.Narrowed;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.FittingIds;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageFit;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** The versions of datasets. */
@ApplicationScoped
public class DatasetVersions {
  /** In place of a number: the newest. */
  public static final String LATEST = "latest";

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private static final String NAMED =
      "from DatasetVersionEntity v join fetch v.dataset d where d.workspaceId = ?1 and d.name = ?2";

  private static final String SIZED =
      "select v.id, v.version, "
          + PageFit.bytes("v.sections")
          + " as page_bytes from (select v.* from dataset_versions v"
          + " join datasets d on d.id = v.dataset_id where d.workspace_id = $1 and d.name = $2%s"
          + " order by v.version desc limit $%d) v";

  /** What to say when a dataset or version is not there. */
  private static final String KNOWN =
      """
      select latest_version,
             (select string_agg(name, ', ' order by updated_at desc) from
               (select name, updated_at from datasets where workspace_id = $1
                order by updated_at desc limit 20) newest) as names
      from (select 1) one left join datasets d on d.workspace_id = $1 and d.name = $2
      """;

  private final Sessions sessions;
  private final DatasetVersionRepository repository;

  DatasetVersions(Sessions sessions, DatasetVersionRepository repository) {
    this.sessions = sessions;
    this.repository = repository;
  }

  /**
   * The version that a run asks for.
   *
   * @param version null for the newest
   * @return fails with UNKNOWN_DATASET or UNKNOWN_DATASET_VERSION and says what there is
   */
  public Uni<DatasetVersion> resolve(UUID workspaceId, String name, Integer version) {
    return sessions.reading(
        () ->
            one(workspaceId, name, version)
                .onItem()
                .ifNull()
                .switchTo(() -> unknown(workspaceId, name, version)));
  }

  /** The newest version of a dataset; null when there is none, or no such dataset. */
  public Uni<DatasetVersion> newest(UUID workspaceId, String name) {
    return sessions.reading(() -> one(workspaceId, name, null));
  }

  /** The version of a path: a number or {@code latest}; fails with NOT_FOUND. */
  public Uni<DatasetVersion> get(UUID workspaceId, String name, String version) {
    if (!version.equals(LATEST) && !NUMBER.matcher(version).matches()) {
      throw missing(name, version);
    }
    Integer number = version.equals(LATEST) ? null : Integer.valueOf(version);
    return sessions
        .reading(() -> one(workspaceId, name, number))
        .onItem()
        .ifNull()
        .failWith(() -> missing(name, version));
  }

  /** Newest first; a page ends early where versions have many sections. */
  Uni<Page<DatasetVersion>> list(UUID workspaceId, String name, PageRequest page) {
    Integer before = page.after(1).map(cursor -> (int) cursor.number(0)).orElse(null);
    List<Object> parameters = new ArrayList<>(List.of(workspaceId, name));
    StringBuilder where = new StringBuilder();
    new Conditions(where, parameters).add("v.version < $%d", before);
    parameters.add(page.limit + 1);
    String sized = SIZED.formatted(where, parameters.size());
    return sessions.reading(
        () ->
            FittingIds.of(sized, "version desc", parameters)
                .flatMap(
                    fitting ->
                        fitting.page(
                            ids -> named(workspaceId, name).by("v.id in", ids).list(),
                            version -> version.id,
                            DatasetVersionEntity::view,
                            version -> Cursor.after(version.version()))));
  }

  private Narrowed<DatasetVersionEntity> named(UUID workspaceId, String name) {
    return new Narrowed<>(repository, NAMED, workspaceId, name);
  }

  /** Null when there is none. */
  private Uni<DatasetVersion> one(UUID workspaceId, String name, Integer version) {
    Narrowed<DatasetVersionEntity> named = named(workspaceId, name).by("v.version =", version);
    return (version == null ? named.and("v.version = d.latestVersion") : named)
        .list()
        .map(found -> found.isEmpty() ? null : found.get(0).view());
  }

  private static Uni<DatasetVersion> unknown(UUID workspaceId, String name, Integer version) {
    return Sessions.statements()
        .rows(KNOWN, workspaceId, name)
        .map(
            rows -> {
              Object[] known = rows.get(0);
              throw unknown(name, version, (Integer) known[0], (String) known[1]);
            });
  }

  private static ProblemException unknown(
      String name, Integer version, Integer latest, String names) {
    if (latest == null) {
      return new ProblemException(
          ErrorCode.UNKNOWN_DATASET,
          "There is no dataset "
              + name
              + (names == null
                  ? "; there is none yet."
                  : "; there are: "
                      + names
                      + "."
                      + DidYouMean.ask(name, List.of(names.split(", ")))));
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

  private static ProblemException missing(String name, String version) {
    return ProblemException.notFound("dataset version", name + "/" + version);
  }
}
