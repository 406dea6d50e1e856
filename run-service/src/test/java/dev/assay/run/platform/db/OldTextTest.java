package dev.assay.run.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text with NUL that databases hold from before it was refused. */
class OldTextTest {
  private static final String ID = "'00000000-0000-0000-0000-000000000001'";
  private EmbeddedDatabase database;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException {
    database = EmbeddedDatabase.start();
    connection = DriverManager.getConnection(url(), "postgres", "postgres");
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    database.close();
  }

  private String url() {
    return "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres";
  }

  private FluentConfiguration flyway() {
    return Flyway.configure().dataSource(url(), "postgres", "postgres");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String one(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      assertThat(found.next()).isTrue();
      return found.getString(1);
    }
  }

  @Test
  void shouldMakeReadableWhatAVerdictReads() throws SQLException {
    // Given a database of the first release, with a score of two leaves
    flyway().target("2").load().migrate();
    String score =
        "insert into scores (run_id, n, key, scorer, scorer_version, status, score, metadata)"
            + " values ("
            + ID
            + ", %d, 'leaves', 'field_accuracy', 1, 'success', 1, '%s')";
    execute(
        score.formatted(0, "{\"matched\":2,\"fields\":{\"a\\u0000\":true,\"\\\\u0000\":true}}"));
    execute(score.formatted(1, "{\"matched\": 1}"));
    execute(
        "insert into scores (run_id, n, key, scorer, scorer_version, status) values ("
            + ID
            + ", 2, 'leaves', 'field_accuracy', 1, 'skipped')");

    // When
    flyway().load().migrate();

    // Then
    assertThat(
            one(
                "select string_agg(f.key, ' ' order by f.key collate \"C\") from scores s"
                    + " cross join json_each_text(s.metadata -> 'fields') f where n = 0"))
        .isEqualTo("\\u0000 a\uFFFD");
    assertThat(one("select metadata ->> 'matched' from scores where n = 0")).isEqualTo("2");
    assertThat(one("select metadata::text from scores where n = 1")).isEqualTo("{\"matched\": 1}");
    assertThat(one("select metadata::text from scores where n = 2")).isNull();
  }

  @Test
  void shouldPutThePassRateBesideEverySummaryThatCanBeRead() throws SQLException {
    // Given ended runs of before, of which one has a summary with NUL
    flyway().target("7").load().migrate();
    execute("insert into workspaces (id, name) values (" + ID + ", 'w')");
    execute("insert into datasets (id, workspace_id, name) values (" + ID + "," + ID + ", 'd')");
    execute(
        "insert into dataset_versions (id, dataset_id, version, sha256, item_count) values ("
            + ID
            + ","
            + ID
            + ", 1, 'x', 1)");
    String run =
        "insert into runs (id, workspace_id, name, dataset_version_id, target_kind, spec, status,"
            + " concurrency, repeats, total, pending, summary) values (gen_random_uuid(), "
            + ID
            + ", '%s', "
            + ID
            + ", 'push', '{}', 'successful', 1, 1, 1, 1, %s)";
    execute(run.formatted("rated", "'{\"pass_rate\": 0.30000000000000004}'"));
    execute(run.formatted("unrated", "'{\"pass_rate\": null}'"));
    execute(run.formatted("open", "null"));
    execute(run.formatted("nul", "'{\"pass_rate\": 1, \"sections\": {\"\\u0000\": 1}}'"));

    // When
    flyway().load().migrate();

    // Then
    assertThat(
            one(
                "select string_agg(name || coalesce(' ' || pass_rate, ''), ', ' order by name)"
                    + " from runs"))
        .isEqualTo("nul, open, rated 0.30000000000000004, unrated");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"t\": \"a\"}|\"a\"",
        "{\"t\": null}|null",
        "{\"x\": 1}|",
        "{\"t\": \"a\\u0000\\u0000b\"}|\"a\\ufffd\\ufffdb\"",
        "{\"x\\u0000\": 1, \"t\": 2}|2",
        "{\"t\": \"\\\\u0000\"}|\"\\\\u0000\"",
        "{\"t\": \"\\\\\\u0000\"}|\"\\\\\\ufffd\"",
        "{\"t\": {\"y\": \"\\\\u0000 \\u0000\"}}|{\"y\": \"\\\\u0000 \\ufffd\"}"
      })
  void shouldReadAMemberOfWhateverIsStored(String body, String member) throws SQLException {
    assertThat(
            one(
                "select %s::text from (select '%s'::json as body) i"
                    .formatted(JsonColumns.member("i.body", "t"), body)))
        .isEqualTo(member);
  }
}
