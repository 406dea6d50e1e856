package dev.assay.run.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Keeps a table, or rows, from everybody else: whoever needs them waits until this is closed. */
public final class HeldTable implements AutoCloseable {
  private final Connection connection;

  private HeldTable(String sql) throws SQLException {
    connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:"
                + Integer.getInteger("assay.test.database.port")
                + "/postgres",
            "postgres",
            "postgres");
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Nobody reads or writes the table. */
  public static HeldTable of(String table) throws SQLException {
    return new HeldTable("lock table " + table + " in access exclusive mode");
  }

  /** Nobody else has the row of that run for himself. */
  public static HeldTable ofRun(java.util.UUID run) throws SQLException {
    return new HeldTable("select 1 from runs where id = '" + run + "' for update");
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
