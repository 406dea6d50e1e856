package dev.assay.benchmarks.measure;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Reads the statistics of the stack's database over a connection of its own. */
public final class DatabaseMeter implements AutoCloseable {
  /**
   * Idle sessions report their counters after 10 s at the latest (PGSTAT_IDLE_INTERVAL), busy ones
   * every second: a reading this long after the work has all of it.
   */
  public static final long SETTLE_MS = 10_500;

  private static final String COUNTERS =
      """
      select active_time, xact_commit, xact_rollback, tup_inserted + tup_updated + tup_deleted,
             pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint
        from pg_stat_database where datname = current_database()
      """;

  private final Connection connection;

  /**
   * Connects.
   *
   * @throws SQLException when the database does not let us in
   */
  public DatabaseMeter(int port, String user, String password) throws SQLException {
    connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + port + "/assay", user, password);
  }

  /** The counters as they stand. */
  public DatabaseUse read() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COUNTERS);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new DatabaseUse(
          row.getDouble(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }
  }

  /** How many attempts the ledger has for a run. */
  public long attempts(UUID run) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select count(*) from attempts where run_id = ?")) {
      statement.setObject(1, run);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
