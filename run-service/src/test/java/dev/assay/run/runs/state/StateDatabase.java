package dev.assay.run.runs.state;

import dev.assay.common.id.Ids;
import dev.assay.common.status.RunStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.verdict.summary.RunRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

/** Rows of runs and units in given statuses, in a real database where nothing else moves them. */
final class StateDatabase implements AutoCloseable {
  static final Duration LONG = Duration.ofMinutes(4);
  private static final String SPEC =
      "{\"target\":{\"push\":true},\"dataset\":{},\"order\":\"position\",\"seed\":1,\"scorers\":[]}";

  private final RunRows rows;
  private final Db db;
  private final UUID workspace = Ids.next();

  StateDatabase() throws SQLException {
    rows = new RunRows();
    db = rows.db();
  }

  /** A run in a status, without units and never started. */
  UUID runIn(RunStatus status) throws SQLException {
    UUID run = rows.run(workspace, SPEC, 1, 0);
    rows.execute(
        "update runs set status = '%s', started_at = null where id = '%s'"
            .formatted(status.wire(), run));
    return run;
  }

  /** A running run with so many units, all pending, in numbers 0 and up. */
  UUID runWith(int units) throws SQLException {
    UUID run = rows.run(workspace, SPEC, 1, units);
    rows.execute(
        ("insert into units (run_id, n, position, repeat, status, generation)"
                + " select '%s', i, i, 0, 'pending', 1 from generate_series(0, %d - 1) i")
            .formatted(run, units));
    return run;
  }

  /** Puts all units of a fresh run, and its counters, into a status. */
  void putUnits(UUID run, UnitStatus status) throws SQLException {
    if (status == UnitStatus.PENDING) {
      return;
    }
    rows.execute(
        "update units set status = '%s' where run_id = '%s'".formatted(status.wire(), run));
    rows.execute(
        "update runs set pending = 0, %s = total where id = '%s'".formatted(column(status), run));
  }

  private static String column(UnitStatus status) {
    return status == UnitStatus.ERROR ? "errored" : status.wire();
  }

  void execute(String sql) throws SQLException {
    rows.execute(sql);
  }

  <T> T inTransaction(Function<SqlConnection, Uni<T>> work) {
    return db.inTransaction(work).await().atMost(LONG);
  }

  <T> Uni<T> transaction(Function<SqlConnection, Uni<T>> work) {
    return db.inTransaction(work);
  }

  Row one(String sql, Object... parameters) {
    return all(sql, parameters).iterator().next();
  }

  RowSet<Row> all(String sql, Object... parameters) {
    return db.query(sql, parameters).await().atMost(LONG);
  }

  @Override
  public void close() throws SQLException {
    rows.close();
  }
}
