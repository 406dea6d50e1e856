package dev.assay.run.library.scorers;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Narrowed;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.FittingIds;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageFit;
import dev.assay.run.platform.paging.VersionReference;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows of custom scorers and their versions. */
@ApplicationScoped
public class CustomScorerStore {
  /** Most custom scorers of one workspace: they are listed without pages. */
  static final int MOST = 1000;

  private static final String VERSIONS =
      "from CustomScorerVersionEntity v join fetch v.scorer s where s.workspaceId = ?1";
  private static final String NEWEST = "v.version = s.latestVersion";
  private static final String SIZED =
      "select v.id, v.version, "
          + PageFit.bytes("v.definition")
          + " as page_bytes from (select v.* from custom_scorer_versions v"
          + " join custom_scorers s on s.id = v.scorer_id"
          + " where s.workspace_id = $1 and s.name = $2%s order by v.version desc limit $%d) v";

  private static final String NEWEST_SIZED =
      "select v.id, s.name, "
          + PageFit.bytes("v.definition")
          + " as page_bytes from custom_scorers s join custom_scorer_versions v"
          + " on v.scorer_id = s.id and v.version = s.latest_version"
          + " where s.workspace_id = $1 order by s.name limit $2";

  // Of one that does not fit there is what stands in the list beside its definition.
  private static final String LIST =
      """
      select s.name, v.version, v.created_at, f.id is not null as whole,
        case when f.id is not null then v.definition
             else json_build_object('kind', %s, 'description', %s, 'category', %s)
        end::text as definition
      from custom_scorers s
      join custom_scorer_versions v on v.scorer_id = s.id and v.version = s.latest_version
      left join (%s) f on f.id = v.id
      where s.workspace_id = $1 order by s.name
      """
          .formatted(
              JsonColumns.member("v.definition", "kind"),
              JsonColumns.member("v.definition", "description"),
              JsonColumns.member("v.definition", "category"),
              PageFit.of(NEWEST_SIZED, "name", 2));

  private static final String NEWEST_OR = "(" + NEWEST + " or v.version in ?%d)";
  private static final String CLAIM =
      """
      insert into custom_scorers (id, workspace_id, name)
      select $1, $2, $3
      where (select count(*) from custom_scorers where workspace_id = $2) < $4
        or exists (select 1 from custom_scorers where workspace_id = $2 and name = $3)
      on conflict (workspace_id, name) do update set updated_at = now()
      returning id, latest_version
      """;

  private final Db db;
  private final Sessions sessions;
  private final CustomScorerRepository scorers;
  private final CustomScorerVersionRepository versions;

  CustomScorerStore(
      Db db,
      Sessions sessions,
      CustomScorerRepository scorers,
      CustomScorerVersionRepository versions) {
    this.db = db;
    this.sessions = sessions;
    this.scorers = scorers;
    this.versions = versions;
  }

  /** What saving came to: whether it made a version, and the newest one. */
  record Saved(boolean made, StoredScorer scorer) {}

  /**
   * Finds versions.
   *
   * @param references {@code name} for the newest or {@code name@version}
   * @return by reference; what is not there is left out
   */
  public Uni<Map<String, StoredScorer>> find(UUID workspaceId, Collection<String> references) {
    if (references.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    Map<String, VersionReference> wanted =
        references.stream().collect(Collectors.toMap(text -> text, VersionReference::of));
    List<String> names = wanted.values().stream().map(VersionReference::name).distinct().toList();
    List<Integer> numbers = wanted.values().stream().map(VersionReference::version).toList();
    return sessions
        .reading(() -> all(workspaceId).by("s.name in", names).by(NEWEST_OR, numbers).list())
        .map(
            rows -> {
              Map<String, StoredScorer> found = new HashMap<>();
              for (CustomScorerVersionEntity row : rows) {
                wanted.forEach(
                    (text, reference) -> {
                      if (row.isMeantBy(reference)) {
                        found.put(text, row.view());
                      }
                    });
              }
              return found;
            });
  }

  /**
   * A scorer in the list of all.
   *
   * @param scorer with its definition, or as much of it as a list needs
   * @param whole whether all of the definition is there
   */
  record Listed(StoredScorer scorer, boolean whole) {}

  /** All of a workspace in their newest versions, by name; whole as long as they fit on a page. */
  Uni<List<Listed>> list(UUID workspaceId) {
    return db.query(LIST, workspaceId, MOST + 1)
        .map(rows -> Rows.list(rows, CustomScorerStore::listed));
  }

  private static Listed listed(Row row) {
    boolean whole = row.getBoolean("whole");
    StoredScorer scorer =
        new StoredScorer(
            row.getString("name"),
            row.getInteger("version"),
            JsonColumns.read(row, "definition", CustomScorer.class),
            Rows.instant(row, "created_at"));
    return new Listed(scorer, whole);
  }

  /** A page of the versions of one, the newest first. */
  public Uni<Page<StoredScorer>> versions(
      UUID workspaceId, String name, Integer before, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(workspaceId, name));
    StringBuilder where = new StringBuilder();
    new Conditions(where, parameters).add("v.version < $%d", before);
    parameters.add(limit + 1);
    String sized = SIZED.formatted(where, parameters.size());
    return sessions.reading(
        () ->
            FittingIds.of(sized, "version desc", parameters)
                .flatMap(
                    fitting ->
                        fitting.page(
                            ids -> all(workspaceId).by("v.id in", ids).list(),
                            version -> version.id,
                            CustomScorerVersionEntity::view,
                            version -> Cursor.after(version.version()))));
  }

  private Narrowed<CustomScorerVersionEntity> all(UUID workspaceId) {
    return new Narrowed<>(versions, VERSIONS, workspaceId);
  }

  /** Saves a definition: a new version, unless it is what the newest says already. */
  Uni<Saved> save(UUID workspaceId, String name, CustomScorer definition) {
    // The row stays locked until the end: versions are made one after the other.
    return Sessions.statements()
        .rows(CLAIM, Ids.next(), workspaceId, name, MOST)
        .flatMap(claimed -> scorers.findById(claimed(claimed)))
        .flatMap(
            scorer ->
                versions
                    .find("scorer = ?1 and version = ?2", scorer, scorer.latestVersion)
                    .<CustomScorerVersionEntity>firstResult()
                    .flatMap(
                        before ->
                            before != null && before.definition.equals(definition)
                                ? Uni.createFrom().item(new Saved(false, before.view()))
                                : add(scorer, definition)));
  }

  private static UUID claimed(List<Object[]> rows) {
    if (rows.isEmpty()) {
      throw new ProblemException(
          ErrorCode.CONFLICT,
          "The workspace has " + MOST + " custom scorers already; remove one that is not used.");
    }
    return (UUID) rows.get(0)[0];
  }

  private Uni<Saved> add(CustomScorerEntity scorer, CustomScorer definition) {
    CustomScorerVersionEntity made = new CustomScorerVersionEntity();
    made.id = Ids.next();
    made.scorer = scorer;
    made.version = ++scorer.latestVersion;
    made.definition = definition;
    return versions.persistAndFlush(made).map(now -> new Saved(true, now.view()));
  }

  /** Removes one with its versions; whether it was there. */
  public Uni<Boolean> delete(UUID workspaceId, String name) {
    return sessions
        .inTransaction(() -> scorers.delete("workspaceId = ?1 and name = ?2", workspaceId, name))
        .map(gone -> gone > 0);
  }
}
