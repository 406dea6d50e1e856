package dev.assay.run.traffic.themes.naming;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rows of namings. One that has ended stays as it is. */
@ApplicationScoped
public class NamingStore {
  private static final TypeReference<List<List<String>>> TERMS = new TypeReference<>() {};
  private static final String COLUMNS =
      """
      select id, run_id, state, model_run, provider, model, themes::text as themes,
        names::text as names, error, created_at, finished_at
      from theme_namings
      """;
  private static final String INSERT =
      """
      insert into theme_namings (id, workspace_id, run_id, state, model_run, provider, model, themes)
      values ($1, $2, $3, 'asking', $4, $5, $6, $7::text::json)
      on conflict (run_id) where state = 'asking' do nothing
      returning id, run_id, state, model_run, provider, model, null as names, error, created_at,
        finished_at
      """;
  // The newest, and the newest that has names: a later failure takes none away.
  private static final String OF_RUN =
      "(%1$s order by id desc limit 1) union (%1$s and state = 'done' order by id desc limit 1)"
              .formatted(
                  COLUMNS.replace("themes::text", "null::text")
                      + "where workspace_id = $1 and run_id = $2")
          + " order by id desc";
  // A run that is gone will never answer. What rests after a failure takes nobody's place.
  private static final String DUE =
      """
      select t.id from theme_namings t left join runs r on r.id = t.model_run
      where t.state = 'asking'
        and (r.id is null
          or r.status in ('cancelled', 'successful', 'partially_successful', 'failed'))
        and not exists (
          select from sequel_troubles s where s.id = t.id and s.rests_until > now())
      order by t.id limit 50
      """;
  private static final String OPEN = COLUMNS + "where id = $1 and state = 'asking'";
  private static final String KEEP =
      """
      update theme_namings set state = 'done', names = $2::text::json, finished_at = now()
      where id = $1 and state = 'asking'
      """;
  private static final String FAIL =
      """
      update theme_namings set state = 'failed', error = $2, finished_at = now()
      where id = $1 and state = 'asking'
      """;
  private static final String FORGET =
      "delete from theme_namings where workspace_id = $1 and run_id = $2";

  private final Db db;

  NamingStore(Db db) {
    this.db = db;
  }

  /**
   * One that is under way.
   *
   * @param modelRun the run that asks the model
   * @param themes the terms of each, in the order in which the model was shown them
   */
  record Open(UUID modelRun, List<List<String>> themes) {
    private static Open of(Row row) {
      return new Open(row.getUUID("model_run"), JsonColumns.read(row, "themes", TERMS));
    }
  }

  /**
   * Notes one, in the transaction that launches the run which asks the model.
   *
   * @return fails with ILLEGAL_STATE while another one of the run is under way
   */
  Uni<ThemeNaming> insert(SqlConnection tx, UUID workspaceId, UUID modelRun, Naming of) {
    return Db.query(
            tx,
            INSERT,
            Ids.next(),
            workspaceId,
            of.run(),
            modelRun,
            of.model().provider(),
            of.model().model(),
            JsonColumns.text(of.terms()))
        .map(
            rows ->
                Rows.first(rows)
                    .map(row -> ThemeNaming.of(row, null))
                    .orElseThrow(
                        () ->
                            new ProblemException(
                                ErrorCode.ILLEGAL_STATE,
                                "A model is being asked for names of this run's themes already:"
                                    + " wait for them.")));
  }

  /** What models call the themes of a run. */
  public Uni<ThemeNames> of(UUID workspaceId, UUID run) {
    return db.query(OF_RUN, workspaceId, run)
        .map(
            rows -> {
              List<Row> found = Rows.list(rows);
              ThemeNaming newest =
                  found.isEmpty() ? null : ThemeNaming.of(found.get(0), names(found.get(0)));
              return new ThemeNames(newest, byTerms(found));
            });
  }

  private static GivenNames names(Row row) {
    return JsonColumns.read(row, "names", GivenNames.class);
  }

  private static Map<List<String>, ThemeName> byTerms(List<Row> found) {
    Map<List<String>, ThemeName> byTerms = new HashMap<>();
    for (Row row : found) {
      GivenNames given = names(row);
      if (given != null) {
        given
            .names()
            .forEach(
                one ->
                    byTerms.put(
                        one.terms(),
                        new ThemeName(
                            one.text(),
                            one.refused(),
                            row.getString("provider"),
                            row.getString("model"),
                            row.getUUID("model_run"),
                            Rows.instant(row, "finished_at"))));
      }
    }
    return byTerms;
  }

  /** Those whose model has answered, or never will, of all workspaces. */
  Uni<List<UUID>> due() {
    return db.query(DUE).map(rows -> Rows.list(rows, row -> row.getUUID("id")));
  }

  /** One that is under way, of whichever workspace; the item is null when it is not. */
  Uni<Open> open(UUID id) {
    return db.query(OPEN, id).map(rows -> Rows.first(rows).map(Open::of).orElse(null));
  }

  /** Stores the names of one that is under way. */
  Uni<Void> keep(UUID id, GivenNames names) {
    return db.query(KEEP, id, JsonColumns.text(names)).replaceWithVoid();
  }

  /** Notes why no names come of one that is under way. */
  Uni<Void> fail(UUID id, String why) {
    return db.query(FAIL, id, why).replaceWithVoid();
  }

  /** Takes all names of a run's themes away; what is asked now is not waited for any more. */
  Uni<Void> forget(UUID workspaceId, UUID run) {
    return db.query(FORGET, workspaceId, run).replaceWithVoid();
  }
}
