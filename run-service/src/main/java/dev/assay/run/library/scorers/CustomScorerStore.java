package dev.assay.run.library.scorers;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Narrowed;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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

  private final Sessions sessions;
  private final CustomScorerRepository scorers;
  private final CustomScorerVersionRepository versions;

  CustomScorerStore(
      Sessions sessions, CustomScorerRepository scorers, CustomScorerVersionRepository versions) {
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
    Map<String, ScorerReference> wanted =
        references.stream().collect(Collectors.toMap(text -> text, ScorerReference::of));
    List<String> names = wanted.values().stream().map(ScorerReference::name).distinct().toList();
    List<Integer> numbers = wanted.values().stream().map(ScorerReference::version).toList();
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

  /** All of a workspace in their newest versions, by name. */
  public Uni<List<StoredScorer>> list(UUID workspaceId) {
    return read(all(workspaceId).and(NEWEST), MOST, "s.name");
  }

  /** Versions of one, the newest first. */
  public Uni<List<StoredScorer>> versions(
      UUID workspaceId, String name, Integer before, int limit) {
    return read(
        all(workspaceId).by("s.name =", name).by("v.version <", before), limit, "v.version desc");
  }

  private Narrowed<CustomScorerVersionEntity> all(UUID workspaceId) {
    return new Narrowed<>(versions, VERSIONS, workspaceId);
  }

  private Uni<List<StoredScorer>> read(
      Narrowed<CustomScorerVersionEntity> which, int limit, String order) {
    return sessions
        .reading(() -> which.first(limit, order))
        .map(found -> found.stream().map(CustomScorerVersionEntity::view).toList());
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
