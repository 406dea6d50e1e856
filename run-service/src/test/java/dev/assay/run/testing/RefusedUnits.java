package dev.assay.run.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** As long as it is open, units cannot be written in the wrong place of a transaction. */
public final class RefusedUnits implements AutoCloseable {
  // With the lock the workspace is changed: its row is then one of this transaction.
  private static final String REFUSE =
      """
      create sequence written_units;
      grant usage on sequence written_units to public;
      create function refuse_units() returns trigger language plpgsql as $$
      begin
        if exists (
          select from runs r join workspaces w on w.id = r.workspace_id
          where r.id = (select run_id from made limit 1)
            and w.xmin = pg_current_xact_id()::xid) then
          raise exception 'units are written under the lock of their workspace';
        end if;
        perform nextval('written_units');
        return null;
      end $$;
      create trigger refuse_units after insert on units referencing new table as made
        for each statement execute function refuse_units();
      """;
  private static final String ALLOW =
      """
      drop trigger refuse_units on units;
      drop function refuse_units();
      drop sequence written_units;
      """;

  private final Connection connection;

  private RefusedUnits() throws SQLException {
    connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:"
                + Integer.getInteger("assay.test.database.port")
                + "/postgres",
            "postgres",
            "postgres");
    try (Statement statement = connection.createStatement()) {
      statement.execute(REFUSE);
    }
  }

  /** Units are refused in a transaction that has the lock of their workspace. */
  public static RefusedUnits underTheLockOfTheirWorkspace() throws SQLException {
    return new RefusedUnits();
  }

  /** How many statements have written units. */
  public long written() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select case when is_called then last_value else 0 end from written_units")) {
      found.next();
      return found.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(ALLOW);
    }
    connection.close();
  }
}
