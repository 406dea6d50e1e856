package dev.assay.run.verdict.comparison.query;

import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads what was measured of every unit of a run. */
@ApplicationScoped
public class ResultsQuery {
  /** Units that are read at a time. */
  private static final int CHUNK = 20_000;

  // Row by row through the primary keys: left to the planner, who knows little of a run that was
  // just written, each chunk might read all of the run.
  private static final String UNITS =
      """
      select u.n, u.position, u.repeat, u.status, u.latency_ms, u.cost, u.cached, i.item_id,
             i.section, i.label
      from (select * from units where run_id = $1 and n > $2 order by n limit $3) u
      cross join lateral (
        select item_id, section, label from items
        where dataset_version_id = (select dataset_version_id from runs where id = $1)
          and position = u.position limit 1
      ) i
      order by u.n
      """;
  private static final String SCORES =
      "select n, key, score, passed from scores"
          + " where run_id = $1 and n > $2 and n <= $3 and status = 'success'";
  private static final String VERSIONS =
      "select key, min(scorer_version) as oldest, max(scorer_version) as newest from scores"
          + " where run_id = $1 and status = 'success' group by key";

  private final Db db;

  ResultsQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /**
   * All units, by item and repeat, chunk by chunk: what the database sends is never held beside all
   * that is made of it.
   */
  public Uni<List<UnitResult>> read(UUID runId) {
    return Multi.createBy()
        .repeating()
        .uni(() -> new AtomicInteger(-1), last -> chunk(runId, last))
        .whilst(chunk -> !chunk.isEmpty())
        .collect()
        .in(ArrayList<UnitResult>::new, List::addAll)
        .map(
            units -> {
              units.sort(
                  Comparator.comparingInt(UnitResult::position)
                      .thenComparingInt(UnitResult::repeat));
              return units;
            });
  }

  /** The versions of the scorers that made the scores of a run, by key: {@code 2}, {@code 1..2}. */
  public Uni<Map<String, String>> versions(UUID runId) {
    return db.query(VERSIONS, runId)
        .map(
            rows -> {
              Map<String, String> versions = new HashMap<>();
              for (Row row : rows) {
                int oldest = row.getInteger("oldest");
                int newest = row.getInteger("newest");
                versions.put(
                    row.getString("key"),
                    oldest == newest ? String.valueOf(newest) : oldest + ".." + newest);
              }
              return versions;
            });
  }

  private Uni<List<UnitResult>> chunk(UUID runId, AtomicInteger last) {
    return db.query(UNITS, runId, last.get(), CHUNK)
        .map(Rows::list)
        .flatMap(
            units -> {
              if (units.isEmpty()) {
                return Uni.createFrom().item(List.<UnitResult>of());
              }
              int from = last.getAndSet(units.get(units.size() - 1).getInteger("n"));
              return db.query(SCORES, runId, from, last.get())
                  .map(rows -> units(units, scores(rows)));
            });
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
      List<Row> rows, Map<Integer, Map<String, UnitResult.Measured>> scores) {
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
              settled ? Map.copyOf(scores.getOrDefault(row.getInteger("n"), Map.of())) : Map.of(),
              row.getInteger("position")));
    }
    return units;
  }
}
