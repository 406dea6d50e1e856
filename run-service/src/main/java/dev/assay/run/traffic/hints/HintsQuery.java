package dev.assay.run.traffic.hints;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.paging.PageFit;
import dev.assay.run.traffic.outcome.Truth;
import dev.assay.run.traffic.themes.NotesQuery;
import dev.assay.run.verdict.totals.query.ToldApart;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reads failing items of a run. */
@ApplicationScoped
class HintsQuery {
  private static final int MOST_FAILING = 2_000;

  private static final String WRONG =
      """
      select one.*, %s as page_bytes
      from (
        select i.position, u.n
        from runs r
        join scores s on s.run_id = r.id and s.key = $2 and s.status = 'success' and s.score < 1
        join units u on u.run_id = s.run_id and u.n = s.n
        join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
        where r.id = $1
        order by i.position, u.n limit $3
      ) one join scores s on s.run_id = $1 and s.n = one.n and s.key = $2
      """
          .formatted(PageFit.bytes("s.metadata"));
  private static final String FAILING =
      """
      select i.item_id, i.position, %s as note, %s as truth,
        (select array_agg(f.key order by f.key) from json_each_text(%s) f where f.value = 'false')
          as fields
      from (%s) w
      join runs r on r.id = $1
      join items i on i.dataset_version_id = r.dataset_version_id and i.position = w.position
      join scores s on s.run_id = $1 and s.n = w.n and s.key = $2
      order by w.position, w.n
      """
          .formatted(
              NotesQuery.NOTE,
              ToldApart.ofItem("i"),
              JsonColumns.member("s.metadata", "fields"),
              PageFit.of(WRONG, "position, n", 3));

  private final Db db;

  HintsQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** Items in which a scorer found a field wrong, fewer where they have very many fields. */
  Uni<List<Representatives.Failing>> failing(UUID runId, String scorer) {
    return db.query(FAILING, runId, scorer, MOST_FAILING + 1)
        .map(rows -> Rows.list(rows, HintsQuery::failing));
  }

  private static Representatives.Failing failing(Row row) {
    String[] fields = row.getArrayOfStrings("fields");
    return new Representatives.Failing(
        row.getString("item_id"),
        row.getInteger("position"),
        fields == null ? List.of() : List.of(fields),
        Truth.of(row.getString("truth")),
        row.getString("note"));
  }
}
