package dev.assay.run.library.workspaces;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.run.library.providers.BuiltInProviders;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.keys.ApiKeys;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.RunSpec;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The workspaces of the installation. */
@ApplicationScoped
public class Workspaces {
  /** The one that is there from the start; its admins administer the installation. */
  public static final String DEFAULT = "default";

  private static final String INSERT =
      "insert into workspaces (id, name) values ($1, $2) on conflict (name) do nothing"
          + " returning id, name, created_at, judge::text as judge";

  private static final String LIST =
      "select id, name, created_at, judge::text as judge from workspaces"
          + " where ($1::uuid is null or id = $1) and ($2::uuid is null or id > $2)"
          + " order by id limit $3";

  private static final String JUDGE =
      "update workspaces set judge = $2::text::json where id = $1"
          + " returning id, name, created_at, judge::text as judge";

  private final Db db;
  private final ApiKeys keys;
  private final BuiltInProviders providers;

  Workspaces(Db db, ApiKeys keys, BuiltInProviders providers) {
    this.db = db;
    this.keys = keys;
    this.providers = providers;
  }

  /** Makes a workspace with its first admin key and the built-in providers. */
  Uni<Workspace> create(SqlConnection tx, String name) {
    return Db.query(tx, INSERT, Ids.next(), name)
        .map(rows -> workspaces(rows).stream().findFirst().orElseThrow(() -> taken(name)))
        .call(made -> providers.ensure(tx, made.id()))
        .flatMap(
            made ->
                keys.create(tx, made.id(), "first", List.of(Scopes.ADMIN), null)
                    .map(key -> made.with(key.key())));
  }

  /** Makes the workspace {@code default} unless it is there, and answers its id. */
  public Uni<UUID> ensureDefault(SqlConnection tx) {
    return Db.query(tx, INSERT, Ids.next(), DEFAULT)
        .flatMap(made -> idOfDefault(tx))
        .call(id -> providers.ensure(tx, id));
  }

  /**
   * Workspaces by age.
   *
   * @param only this one, null for all
   */
  Uni<Page<Workspace>> list(UUID only, PageRequest page) {
    UUID after = page.after(1).map(cursor -> cursor.uuid(0)).orElse(null);
    return db.query(LIST, only, after, page.limit + 1)
        .map(Workspaces::workspaces)
        .map(found -> Page.of(found, page.limit, workspace -> Cursor.after(workspace.id())));
  }

  /**
   * Sets whom scorers ask that name nobody.
   *
   * @param judge {provider, model, …}, null for nobody
   */
  Uni<Workspace> judgedBy(UUID id, RunSpec.Judge judge) {
    String json = judge == null ? null : Json.mapper().valueToTree(judge).toString();
    return db.query(JUDGE, id, json)
        .map(
            rows ->
                workspaces(rows).stream()
                    .findFirst()
                    .orElseThrow(() -> ProblemException.notFound("workspace", id)));
  }

  private static JsonNode judge(String json) {
    try {
      return json == null ? null : Json.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored judge is always JSON", e);
    }
  }

  /** Whether it is the workspace whose admins administer the installation. */
  public Uni<Boolean> isDefault(UUID workspaceId) {
    return db.query("select name from workspaces where id = $1", workspaceId)
        .map(rows -> rows.iterator().next().getString("name").equals(DEFAULT));
  }

  private static Uni<UUID> idOfDefault(SqlConnection tx) {
    return Db.query(tx, "select id from workspaces where name = $1", DEFAULT)
        .map(rows -> rows.iterator().next().getUUID("id"));
  }

  private static List<Workspace> workspaces(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(
            row ->
                new Workspace(
                    row.getUUID("id"),
                    row.getString("name"),
                    judge(row.getString("judge")),
                    row.getOffsetDateTime("created_at").toInstant(),
                    null))
        .toList();
  }

  private static ProblemException taken(String name) {
    return new ProblemException(
        ErrorCode.CONFLICT, "There is a workspace " + name + " already; choose another name.");
  }
}
