package dev.assay.run.verdict.comparison.query;

import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.pool.Lane;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads what was measured of every unit of a run. */
@ApplicationScoped
public class ResultsQuery {
  private static final String UNITS =
      """
      select u.n, u.repeat, u.status, u.latency_ms, u.cost, u.cached, i.item_id, i.section, i.label
      from units u
      join runs r on r.id = u.run_id
      join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
      where u.run_id = $1
      order by u.position, u.repeat
      """;
  private static final String SCORES =
      "select n, key, score, passed from scores where run_id = $1 and status = 'success'";

  private final Db db;

  ResultsQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** All units, by item and repeat. */
  public Uni<List<UnitResult>> read(UUID runId) {
    return db.inTransaction(tx -> read(tx, runId));
  }

  /** All units as a transaction sees them. */
  public static Uni<List<UnitResult>> read(SqlConnection tx, UUID runId) {
    return Db.overWholeRun(
        tx,
        () ->
            Db.query(tx, SCORES, runId)
                .map(ResultsQuery::scores)
                .flatMap(scores -> Db.query(tx, UNITS, runId).map(rows -> units(rows, scores))));
  }

  private static Map<Integer, Map<String, UnitResult.Measured>> scores(RowSet<Row> rows) {
    Map<Integer, Map<String, UnitResult.Measured>> scores = new HashMap<>(rows.size());
    for (Row row : rows) {
      scores
          .computeIfAbsent(row.getInteger("n"), n -> new HashMap<>(4))
          .put(
              row.getString("key").intern(),
              new UnitResult.Measured(row.getDouble("score"), row.getBoolean("passed")));
    }
    return scores;
  }

  private static List<UnitResult> units(
      RowSet<Row> rows, Map<Integer, Map<String, UnitResult.Measured>> scores) {
    List<UnitResult> units = new ArrayList<>(rows.size());
    for (Row row : rows) {
      UnitStatus status = UnitStatus.of(row.getString("status"));
      boolean settled = status.isSettled();
      units.add(
          new UnitResult(
              row.getString("item_id"),
              row.getInteger("repeat"),
              row.getString("section"),
              row.getString("label"),
              status,
              row.getBoolean("cached") ? null : row.getInteger("latency_ms"),
              row.getDouble("cost"),
              settled ? scores.getOrDefault(row.getInteger("n"), Map.of()) : Map.of()));
    }
    return units;
  }
}
