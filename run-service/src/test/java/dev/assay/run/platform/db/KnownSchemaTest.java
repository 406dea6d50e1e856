package dev.assay.run.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.testing.EmbeddedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a build makes of a database that another build has written. */
class KnownSchemaTest {
  private static final String HISTORY =
      "select string_agg(version || ' ' || success, ', ' order by installed_rank)"
          + " from flyway_schema_history";

  private final KnownSchema known = new KnownSchema(true);
  private EmbeddedDatabase database;

  @BeforeEach
  void start() {
    database = EmbeddedDatabase.start();
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private String url() {
    return "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres";
  }

  private FluentConfiguration configuration() {
    return Flyway.configure().dataSource(url(), "postgres", "postgres");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String history() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), "postgres", "postgres");
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(HISTORY)) {
      found.next();
      return found.getString(1);
    }
  }

  @Test
  void shouldTakeAnEmptyDatabaseAndOneThatItMigrated() {
    // When / Then
    assertThatCode(() -> known.customize(configuration())).doesNotThrowAnyException();
    configuration().load().migrate();
    assertThatCode(() -> known.customize(configuration())).doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseADatabaseOfANewerBuildAndLeaveItAsItIs() throws SQLException {
    // Given a database that a later build has migrated further
    configuration().load().migrate();
    String newest = configuration().load().info().current().getVersion().getVersion();
    execute(
        "insert into flyway_schema_history"
            + " (installed_rank, version, description, type, script, checksum, installed_by,"
            + " execution_time, success)"
            + " values (901, '901', 'later', 'SQL', 'V901__later.sql', 1, 'later', 1, true),"
            + " (902, '902', 'last', 'SQL', 'V902__last.sql', 1, 'later', 1, true)");
    String before = history();

    // When / Then
    assertThatThrownBy(() -> known.customize(configuration()))
        .isInstanceOf(NewerSchemaException.class)
        .hasMessageContaining("newer build of Assay")
        .hasMessageContaining("version 902")
        .hasMessageContaining("none after " + newest)
        .hasMessageContaining("Nothing was changed");
    assertThat(history()).isEqualTo(before);
  }
}
