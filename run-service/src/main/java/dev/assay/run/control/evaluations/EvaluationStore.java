package dev.assay.run.control.evaluations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.run.control.launch.NamedDefinitions;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.LaunchRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The rows of evaluations and their versions. A change makes a version; runs keep theirs. */
@ApplicationScoped
public class EvaluationStore implements NamedDefinitions {
  private static final String COLUMNS =
      """
      e.name, v.version, e.description, v.definition::text as definition,
      v.warnings::text as warnings, v.created_at
      """;
  private static final String FIND =
      "select "
          + COLUMNS
          + " from evaluations e join evaluation_versions v on v.evaluation_id = e.id"
          + " where e.workspace_id = $1 and e.name = $2"
          + " and v.version = coalesce($3::int, e.latest_version)";
  private static final String LIST =
      "select "
          + COLUMNS
          + " from evaluations e join evaluation_versions v"
          + " on v.evaluation_id = e.id and v.version = e.latest_version"
          + " where e.workspace_id = $1 and ($2::text is null or e.name > $2)"
          + " order by e.name limit $3";
  private static final String VERSIONS =
      "select "
          + COLUMNS
          + " from evaluations e join evaluation_versions v on v.evaluation_id = e.id"
          + " where e.workspace_id = $1 and e.name = $2 and ($3::int is null or v.version < $3)"
          + " order by v.version desc limit $4";
  private static final String UPSERT =
      """
      insert into evaluations (id, workspace_id, name, description) values ($1, $2, $3, $4)
      on conflict (workspace_id, name) do update set
        description = coalesce(excluded.description, evaluations.description), updated_at = now()
      returning id
      """;
  // Saving the newest content again is not a change.
  private static final String ADD =
      """
      with newest as (
        select sha256 from evaluation_versions v join evaluations e on e.id = v.evaluation_id
        where e.id = $1 and v.version = e.latest_version
      ), raised as (
        update evaluations set latest_version = latest_version + 1
        where id = $1 and not exists (select 1 from newest where sha256 = $4)
        returning latest_version
      )
      insert into evaluation_versions (id, evaluation_id, version, definition, warnings, sha256)
      select $2, $1, latest_version, $3::text::json, $5::text::json, $4 from raised
      """;

  private final Db db;

  /** Over the database. */
  public EvaluationStore(Db db) {
    this.db = db;
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
    return db.query(FIND, workspaceId, name, version)
        .map(rows -> rows.iterator().hasNext() ? read(rows.iterator().next()) : null);
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
    return db.query(LIST, workspaceId, after, limit).map(EvaluationStore::readAll);
  }

  Uni<List<StoredEvaluation>> versions(UUID workspaceId, String name, Integer before, int limit) {
    return db.query(VERSIONS, workspaceId, name, before, limit).map(EvaluationStore::readAll);
  }

  /** Saves a definition: a new version, unless it is what the newest says already. */
  Uni<Void> save(
      SqlConnection tx,
      UUID workspaceId,
      String name,
      LaunchRequest definition,
      String warnings,
      String sha256) {
    String json = Json.mapper().valueToTree(definition).toString();
    return Db.query(tx, UPSERT, Ids.next(), workspaceId, name, definition.description())
        .map(rows -> rows.iterator().next().getUUID("id"))
        .flatMap(id -> Db.query(tx, ADD, id, Ids.next(), json, sha256, warnings))
        .replaceWithVoid();
  }

  Uni<Boolean> delete(UUID workspaceId, String name) {
    return db.query(
            "delete from evaluations where workspace_id = $1 and name = $2", workspaceId, name)
        .map(rows -> rows.rowCount() > 0);
  }

  private static List<StoredEvaluation> readAll(Iterable<Row> rows) {
    List<StoredEvaluation> all = new ArrayList<>();
    rows.forEach(row -> all.add(read(row)));
    return all;
  }

  private static StoredEvaluation read(Row row) {
    try {
      JsonNode warnings = Json.mapper().readTree(row.getString("warnings"));
      return new StoredEvaluation(
          row.getString("name"),
          row.getInteger("version"),
          row.getString("description"),
          Json.mapper().readValue(row.getString("definition"), LaunchRequest.class),
          warnings,
          row.getOffsetDateTime("created_at").toInstant());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored evaluation cannot be read", e);
    }
  }
}
