package dev.assay.run.library.scorers;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rows of custom scorers and their versions. */
@ApplicationScoped
public class CustomScorerStore {
  /** Most custom scorers of one workspace: they are listed without pages. */
  static final int MOST = 1000;

  private static final String COLUMNS =
      "s.name, v.version, v.definition::text as definition, v.created_at";
  private static final String FIND =
      "select w.reference, "
          + COLUMNS
          + " from unnest($2::text[], $3::text[], $4::int[]) as w(reference, name, version)"
          + " join custom_scorers s on s.workspace_id = $1 and s.name = w.name"
          + " join custom_scorer_versions v on v.scorer_id = s.id"
          + " and v.version = coalesce(nullif(w.version, 0), s.latest_version)";
  private static final String LIST =
      "select "
          + COLUMNS
          + " from custom_scorers s join custom_scorer_versions v"
          + " on v.scorer_id = s.id and v.version = s.latest_version"
          + " where s.workspace_id = $1 order by s.name";
  private static final String VERSIONS =
      "select "
          + COLUMNS
          + " from custom_scorers s join custom_scorer_versions v on v.scorer_id = s.id"
          + " where s.workspace_id = $1 and s.name = $2 and ($3::int is null or v.version < $3)"
          + " order by v.version desc limit $4";
  private static final String CLAIM =
      """
      insert into custom_scorers (id, workspace_id, name)
      select $1, $2, $3
      where (select count(*) from custom_scorers where workspace_id = $2) < $4
        or exists (select 1 from custom_scorers where workspace_id = $2 and name = $3)
      on conflict (workspace_id, name) do update set updated_at = now()
      returning id, latest_version
      """;
  private static final String NEWEST =
      "select "
          + COLUMNS
          + " from custom_scorers s join custom_scorer_versions v"
          + " on v.scorer_id = s.id and v.version = s.latest_version where s.id = $1";
  private static final String ADD =
      """
      with raised as (
        update custom_scorers set latest_version = latest_version + 1
        where id = $1 returning latest_version
      )
      insert into custom_scorer_versions (id, scorer_id, version, definition)
      select $2, $1, latest_version, $3::text::json from raised
      """;

  private final Db db;

  /** Over the database. */
  public CustomScorerStore(Db db) {
    this.db = db;
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
    List<String> texts = List.copyOf(references);
    List<ScorerReference> wanted = texts.stream().map(ScorerReference::of).toList();
    return db.query(
            FIND,
            workspaceId,
            texts.toArray(String[]::new),
            wanted.stream().map(ScorerReference::name).toArray(String[]::new),
            wanted.stream().map(ScorerReference::version).toArray(Integer[]::new))
        .map(
            rows -> {
              Map<String, StoredScorer> found = new HashMap<>();
              rows.forEach(row -> found.put(row.getString("reference"), read(row)));
              return found;
            });
  }

  /** All of a workspace in their newest versions, by name. */
  public Uni<List<StoredScorer>> list(UUID workspaceId) {
    return db.query(LIST, workspaceId).map(CustomScorerStore::readAll);
  }

  /** Versions of one, the newest first. */
  public Uni<List<StoredScorer>> versions(
      UUID workspaceId, String name, Integer before, int limit) {
    return db.query(VERSIONS, workspaceId, name, before, limit).map(CustomScorerStore::readAll);
  }

  /** Saves a definition: a new version, unless it is what the newest says already. */
  Uni<Saved> save(SqlConnection tx, UUID workspaceId, String name, CustomScorer definition) {
    // The row stays locked until the end: versions are made one after the other.
    return Db.query(tx, CLAIM, Ids.next(), workspaceId, name, MOST)
        .map(CustomScorerStore::claimed)
        .flatMap(
            id ->
                newest(tx, id)
                    .flatMap(
                        before ->
                            !before.isEmpty() && before.get(0).definition().equals(definition)
                                ? Uni.createFrom().item(new Saved(false, before.get(0)))
                                : add(tx, id, definition)));
  }

  private static UUID claimed(RowSet<Row> rows) {
    if (!rows.iterator().hasNext()) {
      throw new ProblemException(
          ErrorCode.CONFLICT,
          "The workspace has " + MOST + " custom scorers already; remove one that is not used.");
    }
    return rows.iterator().next().getUUID("id");
  }

  private static Uni<Saved> add(SqlConnection tx, UUID id, CustomScorer definition) {
    String json = Json.mapper().valueToTree(definition).toString();
    return Db.query(tx, ADD, id, Ids.next(), json)
        .flatMap(added -> newest(tx, id))
        .map(now -> new Saved(true, now.get(0)));
  }

  private static Uni<List<StoredScorer>> newest(SqlConnection tx, UUID id) {
    return Db.query(tx, NEWEST, id).map(CustomScorerStore::readAll);
  }

  /** Removes one with its versions; whether it was there. */
  public Uni<Boolean> delete(UUID workspaceId, String name) {
    return db.query(
            "delete from custom_scorers where workspace_id = $1 and name = $2", workspaceId, name)
        .map(rows -> rows.rowCount() > 0);
  }

  private static List<StoredScorer> readAll(Iterable<Row> rows) {
    List<StoredScorer> all = new ArrayList<>();
    rows.forEach(row -> all.add(read(row)));
    return all;
  }

  private static StoredScorer read(Row row) {
    try {
      return new StoredScorer(
          row.getString("name"),
          row.getInteger("version"),
          Json.mapper().readValue(row.getString("definition"), CustomScorer.class),
          row.getOffsetDateTime("created_at").toInstant());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored custom scorer cannot be read", e);
    }
  }
}
