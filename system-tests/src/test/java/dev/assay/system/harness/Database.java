package dev.assay.system.harness;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stack's PostgreSQL, looked into from the side. */
public final class Database {
  static final String NAME = "assay";

  private final String url;
  private final String password;

  Database(int port, String password) {
    this.url = "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    this.password = password;
  }

  /** A connection that reads. */
  public Connection connect() throws SQLException {
    Connection connection = writer();
    connection.setReadOnly(true);
    return connection;
  }

  /** A connection that may write what no service of this build does. */
  Connection writer() throws SQLException {
    return DriverManager.getConnection(url, NAME, password);
  }

  /**
   * Holds what a statement locks, in a transaction that stays open until it is closed.
   *
   * @param sql a {@code select … for update} or {@code lock table …}
   */
  public Connection hold(String sql) throws SQLException {
    Connection connection = writer();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** All rows of a query, columns by name. */
  public List<Map<String, Object>> rows(String sql, Object... arguments) {
    try (Connection connection = connect()) {
      return rows(connection, sql, arguments);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The one number that a query answers. */
  public long number(String sql, Object... arguments) {
    Object value = rows(sql, arguments).get(0).values().iterator().next();
    return ((Number) value).longValue();
  }

  /** How many units of a run are settled. */
  public long settled(String run) {
    return number(
        "select passed + failed + errored + skipped + cancelled as settled from runs"
            + " where id = ?::uuid",
        run);
  }

  static List<Map<String, Object>> rows(Connection connection, String sql, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      try (ResultSet found = statement.executeQuery()) {
        List<Map<String, Object>> rows = new ArrayList<>();
        int columns = found.getMetaData().getColumnCount();
        while (found.next()) {
          Map<String, Object> row = new LinkedHashMap<>();
          for (int i = 1; i <= columns; i++) {
            row.put(found.getMetaData().getColumnLabel(i), found.getObject(i));
          }
          rows.add(row);
        }
        return rows;
      }
    }
  }
}
