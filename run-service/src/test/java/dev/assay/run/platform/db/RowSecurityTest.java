package dev.assay.run.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.testing.EmbeddedDatabase;
import dev.assay.run.testing.RunServiceResources;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What PostgreSQL lets through when statements ask for everything there is: two workspaces with one
 * row in every table each.
 */
class RowSecurityTest {
  private static final UUID OURS = UUID.fromString("00000000-0000-7000-8000-00000000000a");
  private static final UUID THEIRS = UUID.fromString("00000000-0000-7000-8000-00000000000b");
  private static final String REFUSED = "row-level security policy";

  /** What belongs to no workspace although requests ask for it. */
  private static final Set<String> SHARED =
      Set.of(
          // What scoring-service can score.
          "scorer_catalogue",
          // What links of assets are signed with.
          "signing_keys",
          // Found by a random number, as long as somebody waits for it.
          "trials");

  /** What is only added to: nobody changes or deletes there. */
  private static final String ONLY_ADDED_TO = "audit";

  /** Says why a table is no hole in the net; null when it is one. */
  private static final String HOLES =
      """
      select c.relname
      from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
        and c.relname <> 'flyway_schema_history'
        and (exists (select from pg_attribute a
                     where a.attrelid = c.oid and a.attname in ('workspace_id', 'run_id'))
             or has_table_privilege('assay_request', c.oid, 'select, insert, update, delete'))
        and (not c.relrowsecurity
             or 3 <> (select count(*) from pg_policy p where p.polrelid = c.oid)
             or exists (select from pg_policy p where p.polrelid = c.oid
                  and pg_get_expr(p.polqual, p.polrelid) = 'true'
                  and p.polroles && array['assay_request'::regrole::oid, 0::oid])
             or not exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*'
                  and p.polroles = array['assay_request'::regrole::oid]
                  and pg_get_expr(p.polqual, p.polrelid) <> 'true')
             or not exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*'
                  and p.polroles = array['assay_engine'::regrole::oid]
                  and pg_get_expr(p.polqual, p.polrelid) = 'true'))
      """;

  /** One row of a workspace W for every table, which all have its id for their own. */
  private static final List<String> ROWS =
      List.of(
          "workspaces (id, name) values (W, W::text)",
          "api_keys (id, workspace_id, name, prefix, sha256, scopes)"
              + " values (W, W, 'k', 'as_', W::text::bytea, '{read}')",
          "sessions (sha256, key_id, expires_at) values (W::text::bytea, W, now())",
          "idempotency_keys (workspace_id, path, key, body_sha256) values (W, '/', 'k', '')",
          "datasets (id, workspace_id, name) values (W, W, 'd')",
          "dataset_versions (id, dataset_id, version, sha256, item_count)"
              + " values (W, W, 1, 'x', 1)",
          "items (dataset_version_id, position, item_id, body) values (W, 0, 'i', '{}')",
          "evaluations (id, workspace_id, name) values (W, W, 'e')",
          "evaluation_versions (id, evaluation_id, version, definition, sha256)"
              + " values (W, W, 1, '{}', 'x')",
          "providers (id, workspace_id, name, kind) values (W, W, 'p', 'simulated')",
          "assets (workspace_id, sha256, media_type, content) values (W, 'x', 'image/png', '')",
          "account_conditions (workspace_id, provider, condition, at)"
              + " values (W, 'p', 'x', now())",
          "custom_scorers (id, workspace_id, name) values (W, W, 's')",
          "custom_scorer_versions (id, scorer_id, version, definition) values (W, W, 1, '{}')",
          "skills (id, workspace_id, name) values (W, W, 's')",
          "skill_versions (id, skill_id, version, definition, sha256)"
              + " values (W, W, 1, '{}', 'x')",
          "runs (id, workspace_id, name, dataset_version_id, target_kind, spec, status,"
              + " concurrency, repeats, total, pending)"
              + " values (W, W, 'r', W, 'push', '{}', 'queued', 1, 1, 1, 1)",
          "units (run_id, n, position, repeat, status, generation)"
              + " values (W, 0, 0, 0, 'pending', 1)",
          "answers (run_id, n) values (W, 0)",
          "attempts (run_id, n, generation, number, worker, started_at, duration_ms, outcome)"
              + " values (W, 0, 1, 1, 'w', now(), 1, 'ok')",
          "answer_cache (workspace_id, key, answer, bytes) values (W, 'k', '{}', 2)",
          "scores (run_id, n, key, scorer, scorer_version, status)"
              + " values (W, 0, 's', 's', 1, 'error')",
          "human_labels (id, workspace_id, run_id, n, key, passed, answer_sha256)"
              + " values (W, W, W, 0, 's', true, 'x')",
          "judgings (run_id, n, key, generation) values (W, 0, 's', 1)",
          "events (run_id, seq, workspace_id, workspace_seq, type, data)"
              + " values (W, 1, W, 1, 'run.log', '{}')",
          "removed_runs (run_id) values (W)",
          "audit (id, workspace_id, key_id, by_session, method, path, object, status)"
              + " values (W, W, W, false, 'GET', '/', '', 200)",
          "views (id, workspace_id, name, view, query) values (W, W, 'v', 'x', '{}')",
          "traffic (workspace_id, kind, id, at, status)"
              + " values (W, 'request', 't', now(), 'completed')",
          "traffic_ids (workspace_id, kind, id, at) values (W, 'request', 't', now())",
          "traffic_settings (workspace_id) values (W)",
          "traffic_spans (workspace_id, trace_id, span_id, at, ended_at, root, kind, name, failed,"
              + " span, bytes) values (W, 't', 's', now(), now(), true, 'llm', 'n', false, '{}',"
              + " 2)",
          "improvements (id, workspace_id, kind, run_id, state, model_run, skill, from_version,"
              + " pairs, provider, model)"
              + " values (W, W, 'optimize', W, 'asking', W, 's', 1, 1, 'p', 'm')",
          "theme_namings (id, workspace_id, run_id, state, model_run, provider, model, themes)"
              + " values (W, W, W, 'asking', W, 'p', 'm', '[]')",
          "feedback (id, workspace_id, entity_type, entity_id, notes, at)"
              + " values (W, W, 'request', 't', 'n', now())",
          "review_queues (id, workspace_id, name, filter, kinds, rule, lease_minutes, notes,"
              + " people) values (W, W, 'q', '{}', '{request}', '{}', 15, '{}', '{}')",
          "review_items (id, workspace_id, queue_id, entity_type, entity_id, position, labelled,"
              + " disagreement) values (W, W, W, 'request', 't', 1, false, 0)",
          "feedback_links (id, workspace_id, sha256, entity_type, entity_id, fields, uses,"
              + " expires_at) values (W, W, W::text::bytea, 'request', 't', '{notes}', 1, now())");

  private static EmbeddedDatabase database;
  private static List<String> confined;

  @BeforeAll
  static void start() throws SQLException {
    database = EmbeddedDatabase.start();
    RunServiceResources.makeRoles(database.port());
    Flyway.configure().dataSource(url(), "postgres", "postgres").load().migrate();
    try (Connection owner = owner()) {
      // What is kept by the month is secured in its months as well.
      text(owner, "select assay_traffic_month(now())");
      assertThat(text(owner, "select assay_secure('" + RunServiceResources.LOGIN + "')")).isNull();
      fill(owner, OURS);
      fill(owner, THEIRS);
      confined =
          texts(
              owner,
              "select polrelid::regclass from pg_policy where polname = 'request'"
                  + " and has_table_privilege('assay_request', polrelid, 'select')");
    }
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static String url() {
    return "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres";
  }

  private static Connection owner() throws SQLException {
    return DriverManager.getConnection(url(), "postgres", "postgres");
  }

  /** A transaction of a request, never committed; null for one that names no workspace. */
  private static Connection request(UUID workspace) throws SQLException {
    String login = RunServiceResources.LOGIN;
    Connection connection =
        DriverManager.getConnection(url() + "?options=-c%20role=assay_request", login, login);
    connection.setAutoCommit(false);
    if (workspace != null) {
      text(connection, "select set_config('assay.workspace', '" + workspace + "', true)");
    }
    return connection;
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        texts.add(found.getString(1));
      }
    }
    return texts;
  }

  private static String text(Connection connection, String sql) throws SQLException {
    return texts(connection, sql).get(0);
  }

  private static int rows(Connection connection, String table) throws SQLException {
    return Integer.parseInt(text(connection, "select count(*) from " + table));
  }

  private static int change(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static void fill(Connection owner, UUID workspace) throws SQLException {
    for (String row : ROWS) {
      change(owner, "insert into " + row.replace("W", "'" + workspace + "'::uuid"));
    }
  }

  @Test
  void shouldConfineRequestsInEveryTable() throws SQLException {
    try (Connection owner = owner()) {
      assertThat(texts(owner, HOLES))
          .as("tables without the policies that assay_policy and assay_secure make")
          .containsExactlyInAnyOrderElementsOf(SHARED);
      for (String table : confined) {
        assertThat(rows(owner, table)).as("%s in this test", table).isEqualTo(2);
      }
      assertThat(confined).hasSizeGreaterThan(25);
    }
  }

  @Test
  void shouldNoticeATableThatConfinesNobody() throws SQLException {
    try (Connection owner = owner()) {
      // Given
      owner.setAutoCommit(false);
      change(owner, "create table of_a_workspace (workspace_id uuid not null)");
      change(owner, "create table of_a_run (run_id uuid not null)");
      change(owner, "create table of_a_job (job_id uuid not null)");

      // When / Then those that say whose they are get their policies, the other one a question
      assertThat(texts(owner, HOLES)).contains("of_a_workspace", "of_a_run");
      text(owner, "select assay_secure('" + RunServiceResources.LOGIN + "')");
      assertThat(texts(owner, HOLES))
          .contains("of_a_job")
          .doesNotContain("of_a_workspace", "of_a_run");
      owner.rollback();
    }
  }

  @Test
  void shouldShowARequestTheRowsOfItsWorkspaceOnly() throws SQLException {
    for (String table : confined) {
      try (Connection request = request(OURS)) {
        assertThat(texts(request, "select t::text from " + table + " t"))
            .as(table)
            .hasSize(1)
            .allMatch(row -> row.contains(OURS.toString()) || row.contains(hex(OURS)))
            .noneMatch(row -> row.contains(THEIRS.toString()) || row.contains(hex(THEIRS)));
      }
    }
  }

  private static String hex(UUID id) {
    StringBuilder hex = new StringBuilder();
    id.toString().chars().forEach(c -> hex.append(Integer.toHexString(c)));
    return hex.toString();
  }

  @Test
  void shouldShowNothingWhenNoWorkspaceIsNamed() throws SQLException {
    for (String table : confined) {
      try (Connection request = request(null)) {
        assertThat(rows(request, table)).as(table).isZero();
        text(request, "select set_config('assay.workspace', '', true)");
        assertThat(rows(request, table)).as(table).isZero();
      }
    }
  }

  @Test
  void shouldOpenNothingByNamingIt() throws SQLException {
    for (String table : confined) {
      try (Connection request = request(OURS)) {
        text(request, "select set_config('assay.named', '{%s,%s}', true)".formatted(OURS, THEIRS));
        assertThat(rows(request, table)).as(table).isEqualTo(1);
      }
      try (Connection request = request(null)) {
        text(request, "select set_config('assay.named', '{%s,%s}', true)".formatted(OURS, THEIRS));
        assertThat(rows(request, table)).as(table).isZero();
      }
    }
  }

  @Test
  void shouldForgetTheWorkspaceWithTheTransaction() throws SQLException {
    try (Connection request = request(OURS)) {
      assertThat(rows(request, "runs")).isEqualTo(1);
      request.rollback();
      assertThat(rows(request, "runs")).isZero();
    }
  }

  private static List<String> changeable() {
    return confined.stream().filter(table -> !table.equals(ONLY_ADDED_TO)).toList();
  }

  @Test
  void shouldLetARequestChangeNothingOfAnotherWorkspace() throws SQLException {
    for (String table : changeable()) {
      try (Connection request = request(OURS);
          Connection owner = owner()) {
        String column =
            text(
                owner,
                "select attname from pg_attribute where attnum = 1 and attrelid = '%s'::regclass"
                    .formatted(table));
        assertThat(change(request, "update %1$s set %2$s = %2$s".formatted(table, column)))
            .as("update %s", table)
            .isEqualTo(1);
      }
    }
  }

  @Test
  void shouldLetARequestDeleteTheRowsOfItsWorkspaceOnly() throws SQLException {
    List<String> tables = new ArrayList<>();
    ROWS.forEach(row -> tables.add(0, row.substring(0, row.indexOf(' '))));
    assertThat(tables.remove(ONLY_ADDED_TO)).isTrue();
    try (Connection request = request(OURS)) {
      for (String table : tables) {
        assertThat(change(request, "delete from " + table)).as(table).isEqualTo(1);
      }
    }
  }

  @Test
  void shouldLetARequestWriteNothingForAnotherWorkspace() throws SQLException {
    for (String table : confined) {
      try (Connection request = request(OURS);
          Connection owner = owner()) {
        String theirs =
            text(
                owner,
                "select to_json(t)::text from %s t where strpos(t::text, '%s') + strpos(t::text, '%s') > 0"
                    .formatted(table, THEIRS, hex(THEIRS)));
        assertThatThrownBy(
                () ->
                    change(
                        request,
                        "insert into %1$s select * from json_populate_record(null::%1$s, '%2$s')"
                            .formatted(table, theirs)))
            .as("insert into %s", table)
            .hasMessageContaining(REFUSED);
      }
    }
  }

  @Test
  void shouldGiveNothingAwayToAnotherWorkspace() throws SQLException {
    try (Connection request = request(OURS)) {
      assertThatThrownBy(() -> change(request, "update runs set workspace_id = '" + THEIRS + "'"))
          .hasMessageContaining(REFUSED);
    }
  }

  @Test
  void shouldLetTheEngineSeeAllAndTheLoginNothing() throws SQLException {
    String login = RunServiceResources.LOGIN;
    for (String table : confined) {
      try (Connection engine =
          DriverManager.getConnection(url() + "?options=-c%20role=assay_engine", login, login)) {
        assertThat(rows(engine, table)).as(table).isEqualTo(2);
      }
    }
    try (Connection plain = DriverManager.getConnection(url(), login, login)) {
      assertThatThrownBy(() -> rows(plain, "runs")).hasMessageContaining("permission denied");
    }
  }

  @Test
  void shouldKeepFromRequestsWhatIsOfNoWorkspace() throws SQLException {
    for (String table : List.of("dead_letters", "workers", "turns")) {
      try (Connection request = request(OURS)) {
        assertThatThrownBy(() -> rows(request, table))
            .as(table)
            .hasMessageContaining("permission denied");
      }
    }
  }

  @Test
  void shouldSecureNothingForALoginThatWouldSeeNothingAfterwards() throws SQLException {
    try (Connection owner = owner()) {
      change(owner, "create role stranger login");
      assertThat(text(owner, "select assay_secure('stranger')"))
          .contains("stranger may not work as assay_engine and assay_request");
      assertThat(text(owner, "select assay_secure('nobody')")).contains("nobody");
    }
  }
}
