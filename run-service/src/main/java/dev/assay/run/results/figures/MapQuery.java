package dev.assay.run.results.figures;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Reads maps: one statement for all that changes, hence one moment, and one row whatever the size
 * of the run. Where its items stand never changes, so that is read once and kept.
 */
@ApplicationScoped
class MapQuery {
  private static final String READ =
      """
      select r.generation, r.event_seq, r.repeats, r.total, r.pending, r.dispatched, r.answered,
             r.passed, r.failed, r.errored, r.skipped, r.cancelled, r.cached, r.cut,
             (select coalesce(string_agg(
                case u.status when 'pending' then '.' when 'dispatched' then 'o'
                              when 'answered' then 'a' when 'passed' then 'p' when 'failed' then 'f'
                              when 'error' then 'e' when 'skipped' then 's'
                              when 'cancelled' then 'c' end,
                '' order by u.position, u.repeat), '')
              from units u where u.run_id = r.id) as letters
      from runs r where r.id = $1 and r.workspace_id = $2
      """;
  // A band begins where the position or the section does not go on, and ends before the next one
  // begins.
  private static final String BY_PLACE =
      """
      select %s as section, position as first,
             coalesce(lead(previous) over (order by position), greatest_position) as last
      from (
        select i.section, i.position, lag(i.position) over places as previous,
               lag(i.section) over places as section_before,
               max(i.position) over () as greatest_position
        from runs r
        join units k on k.run_id = r.id and k.repeat = 0
        join items i on i.dataset_version_id = r.dataset_version_id and i.position = k.position
        where r.id = $1
        window places as (order by i.position)
      ) placed
      where previous is null or position <> previous + 1 %s
      order by first limit $2
      """;
  private static final String BANDS =
      BY_PLACE.formatted("section", "or section is distinct from section_before");
  private static final String NAMELESS = BY_PLACE.formatted("null::text", "");
  private static final int KEPT = 64;

  /** Bands that are named and kept. */
  static final int MOST_NAMED = 10_000;

  private final Db db;
  private final Map<UUID, List<RunMap.Band>> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(KEPT, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, List<RunMap.Band>> eldest) {
              return size() > KEPT;
            }
          });

  MapQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** The map of a run; fails with NOT_FOUND when the workspace has no such run. */
  Uni<RunMap> read(UUID workspaceId, UUID runId) {
    return db.naming(runId)
        .inTransaction(
            tx ->
                Db.overWholeRun(
                    tx,
                    () ->
                        Db.query(tx, READ, runId, workspaceId)
                            .map(
                                rows ->
                                    Rows.first(rows)
                                        .orElseThrow(() -> ProblemException.notFound("run", runId)))
                            .flatMap(
                                row ->
                                    bands(tx, runId).map(bands -> RunMap.of(runId, row, bands)))));
  }

  private Uni<List<RunMap.Band>> bands(SqlConnection tx, UUID runId) {
    List<RunMap.Band> kept = known.get(runId);
    return kept != null
        ? Uni.createFrom().item(kept)
        : Db.query(tx, BANDS, runId, MOST_NAMED + 1)
            .flatMap(
                rows ->
                    rows.size() > MOST_NAMED
                        ? Db.query(tx, NAMELESS, runId, null).map(MapQuery::bands)
                        : Uni.createFrom()
                            .item(bands(rows))
                            .invoke(bands -> known.put(runId, bands)));
  }

  private static List<RunMap.Band> bands(RowSet<Row> rows) {
    return Rows.list(rows, MapQuery::band);
  }

  private static RunMap.Band band(Row row) {
    return new RunMap.Band(
        row.getString("section"), row.getInteger("first"), row.getInteger("last"));
  }
}
