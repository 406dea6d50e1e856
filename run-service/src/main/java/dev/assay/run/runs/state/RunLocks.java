package dev.assay.run.runs.state;

import dev.assay.run.platform.db.Db;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Takes the row locks of runs, always in the same order and always before any of their units is
 * touched: so two transactions never wait for each other in a circle.
 */
public final class RunLocks {
  private static final String LOCK =
      "select "
          + LockedRun.COLUMNS
          + " from runs where id = any($1) order by workspace_id, id for update";
  private static final String LOCK_FREE = LOCK + " skip locked";

  private RunLocks() {}

  /** Locks the runs that exist; the others are missing in the result. */
  public static Uni<Map<UUID, LockedRun>> lock(SqlConnection tx, Collection<UUID> ids) {
    return lock(tx, LOCK, ids);
  }

  /** Locks those of the runs that nobody else has locked; waits for none. */
  public static Uni<Map<UUID, LockedRun>> lockFree(SqlConnection tx, Collection<UUID> ids) {
    return lock(tx, LOCK_FREE, ids);
  }

  private static Uni<Map<UUID, LockedRun>> lock(
      SqlConnection tx, String sql, Collection<UUID> ids) {
    return Db.query(tx, sql, (Object) ids.stream().distinct().toArray(UUID[]::new))
        .map(
            rows -> {
              Map<UUID, LockedRun> runs = new LinkedHashMap<>();
              rows.forEach(row -> runs.put(row.getUUID("id"), LockedRun.of(row)));
              return runs;
            });
  }

  /** Locks one run. The item is null when there is none. */
  public static Uni<LockedRun> lock(SqlConnection tx, UUID id) {
    return lock(tx, java.util.List.of(id)).map(runs -> runs.get(id));
  }
}
