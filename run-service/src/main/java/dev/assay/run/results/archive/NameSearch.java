package dev.assay.run.results.archive;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Looks for a text in names. */
@ApplicationScoped
class NameSearch {
  private static final String NAMES =
      """
      (select '%1$s' as kind, name from %2$s
       where %3$s position(lower($2) in lower(name)) > 0
       order by position(lower($2) in lower(name)) > 1, name limit $3)
      """;
  private static final String OWN = "workspace_id = $1 and";
  private static final String EVERYTHING =
      String.join(
          " union all ",
          NAMES.formatted("evaluations", "evaluations", OWN),
          NAMES.formatted("datasets", "datasets", OWN),
          NAMES.formatted("providers", "providers", OWN),
          NAMES.formatted("skills", "skills", OWN),
          NAMES.formatted(
              "scorers",
              "(select name from custom_scorers where workspace_id = $1"
                  + " union select id from scorer_catalogue) known",
              ""));
  private static final String RUNS =
      """
      select id, name, alias, tags, status from runs
      where workspace_id = $1 and purpose is null
        and position(lower($2) in lower(name || ' ' || coalesce(alias, '') || ' '
              || array_to_string(tags, ' '))) > 0
      order by id desc limit $3
      """;

  private final Db db;

  NameSearch(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** Names by what they are of: evaluations, datasets, scorers, providers, skills. */
  Uni<Map<String, List<String>>> names(UUID workspace, String text, int most) {
    return db.query(EVERYTHING, workspace, text, most)
        .map(
            rows -> {
              Map<String, List<String>> names = new HashMap<>();
              rows.forEach(
                  row ->
                      names
                          .computeIfAbsent(row.getString("kind"), kind -> new ArrayList<>())
                          .add(row.getString("name")));
              return names;
            });
  }

  /** Runs by name, alias or tag. */
  Uni<List<Found.OfRun>> runs(UUID workspace, String text, int most) {
    return db.query(RUNS, workspace, text, most).map(rows -> Rows.list(rows, NameSearch::run));
  }

  private static Found.OfRun run(Row row) {
    return new Found.OfRun(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("alias"),
        List.of(row.getArrayOfStrings("tags")),
        row.getString("status"));
  }
}
