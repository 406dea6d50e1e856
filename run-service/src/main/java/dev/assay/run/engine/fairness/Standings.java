package dev.assay.run.engine.fairness;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * How workspaces stand. What their quotas are counted by is looked for only where there are some:
 * rounds come by many times a second.
 */
public final class Standings {
  /** Of a workspace {@code w} that is joined to the runs {@code r} that hand out units. */
  public static final String COLUMNS =
      """
      r.workspace_id, w.weight, w.max_runs, w.max_in_flight,
      sum(r.dispatched) over (partition by r.workspace_id) as workspace_dispatched,
      """;

  /** Calls that workers have of a workspace. */
  private static final String IN_FLIGHT =
      """
      ((select coalesce(sum(a.dispatched), 0) from runs a
        where a.workspace_id = %1$s and a.status in ('queued', 'running_dataset'))
       + (select count(*) from judgings g join runs a on a.id = g.run_id
          where a.workspace_id = %1$s))
      """;

  private static final String ACTIVE_RUNS =
      "a.status in ('running_dataset', 'evaluating_results') and a.target_kind = 'provider'";

  /** Whether a run {@code r} of a workspace {@code w} waits for others of its workspace. */
  public static final String OVER_QUOTA =
      "(w.max_runs is not null and r.status = 'queued' and w.max_runs <="
          + " (select count(*) from runs a where a.workspace_id = w.id and "
          + ACTIVE_RUNS
          + ") or w.max_in_flight is not null and w.max_in_flight <= "
          + IN_FLIGHT.formatted("w.id")
          + ") as over_quota,\n";

  private static final String TAKEN = "select " + IN_FLIGHT.formatted("$1") + " as taken";

  private static final String JUDGED =
      """
      select r.workspace_id, count(*) as k from judgings g join runs r on r.id = g.run_id
      where r.workspace_id = any($1) group by 1
      """;
  private static final String ACTIVE =
      "select a.workspace_id, count(*) as k from runs a where a.workspace_id = any($1) and "
          + ACTIVE_RUNS
          + " group by 1";

  private Standings() {}

  /** Of the workspaces of these rows, which have {@link #COLUMNS}. */
  public static Uni<Map<UUID, Standing>> of(SqlConnection tx, RowSet<Row> runs) {
    Map<UUID, Row> workspaces = new HashMap<>();
    runs.forEach(row -> workspaces.putIfAbsent(row.getUUID("workspace_id"), row));
    return count(tx, JUDGED, having(workspaces, row -> row.getInteger("max_in_flight") != null))
        .flatMap(
            judged ->
                count(tx, ACTIVE, having(workspaces, row -> row.getInteger("max_runs") != null))
                    .map(active -> standings(workspaces, judged, active)));
  }

  private static Set<UUID> having(Map<UUID, Row> workspaces, Predicate<Row> quota) {
    Set<UUID> found = new HashSet<>();
    workspaces.forEach(
        (id, row) -> {
          if (quota.test(row)) {
            found.add(id);
          }
        });
    return found;
  }

  private static Uni<Map<UUID, Long>> count(SqlConnection tx, String sql, Set<UUID> workspaces) {
    if (workspaces.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Db.query(tx, sql, (Object) workspaces.toArray(UUID[]::new))
        .map(
            rows -> {
              Map<UUID, Long> counts = new HashMap<>();
              rows.forEach(row -> counts.put(row.getUUID("workspace_id"), row.getLong("k")));
              return counts;
            });
  }

  private static Map<UUID, Standing> standings(
      Map<UUID, Row> workspaces, Map<UUID, Long> judged, Map<UUID, Long> active) {
    Map<UUID, Standing> standings = new HashMap<>();
    workspaces.forEach(
        (id, row) -> {
          long asked = row.getLong("workspace_dispatched");
          standings.put(
              id,
              new Standing(
                  id,
                  row.getInteger("weight"),
                  asked,
                  Standing.left(
                      row.getInteger("max_in_flight"), asked + judged.getOrDefault(id, 0L)),
                  Standing.left(row.getInteger("max_runs"), active.getOrDefault(id, 0L))));
        });
    return standings;
  }

  /** How many more calls a workspace may have in flight, whoever asks them. */
  public static Uni<Integer> room(SqlConnection tx, UUID workspaceId, Integer most) {
    return most == null
        ? Uni.createFrom().item(Integer.MAX_VALUE)
        : Db.query(tx, TAKEN, workspaceId)
            .map(Rows::one)
            .map(row -> Standing.left(most, row.getLong("taken")));
  }
}
