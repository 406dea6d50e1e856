package dev.assay.cli.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.cli.stack.home.Layout;
import dev.assay.cli.stack.home.Ports;
import dev.assay.cli.stack.home.StackException;
import dev.assay.cli.stack.postgres.PostgresBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real supervisor, database and broker around services that only say that they are ready. */
class LocalStackTest {
  @TempDir static Path programs;
  @TempDir Path folder;
  private LocalStack stack;

  @BeforeAll
  static void unpack() {
    Path unused = new PostgresBinaries(programs).install();
  }

  @BeforeEach
  void prepare() throws Exception {
    unpackedIn(folder.resolve("home"));
    System.setProperty(
        "assay.install",
        FakeInstall.in(Files.createDirectory(folder.resolve("install"))).toString());
    stack = new LocalStack(new Layout(folder.resolve("home")));
  }

  /** What each home would unpack for itself, and every time the same. */
  private static void unpackedIn(Path home) throws IOException {
    Path runtime = Files.createDirectories(home.resolve("runtime"));
    Files.createSymbolicLink(runtime.resolve("postgres-18"), programs.resolve("postgres-18"));
  }

  @AfterEach
  void stop() {
    stack.down();
    System.clearProperty("assay.install");
  }

  @Test
  void shouldStartDurableDatabaseKeepItsDataAndLeaveNothingBehind() throws Exception {
    // Given
    stack.up(2, false, step -> {});
    StackStatus first = stack.status();
    assertThat(first.running()).isTrue();
    assertThat(first.leaseSeconds()).isNull();
    assertThat(first.processes())
        .containsOnlyKeys(
            "supervisor",
            "postgres",
            "broker",
            "run-service",
            "worker-service",
            "worker-service-2",
            "scoring-service",
            "simulator");

    // When
    try (Connection connection = database(first);
        Statement statement = connection.createStatement()) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertThat(one(statement, "show " + setting)).as(setting).isEqualTo("on");
      }
      assertThat(one(statement, "select rolsuper from pg_roles where rolname = current_user"))
          .isEqualTo("f");
      statement.execute("create table kept (n int)");
      statement.execute("insert into kept values (42)");
    }
    assertThat(stack.down()).isTrue();

    // Then
    assertThat(first.processes().values()).noneMatch(LocalStackTest::lives);
    assertThat(first.ports().values()).allMatch(Ports::isFree);
    assertThat(stack.status().running()).isFalse();

    // And again on the old data
    stack.up(1, false, step -> {});
    assertThat(stack.status().ports())
        .containsAllEntriesOf(Map.of("run-service", first.ports().get("run-service")));
    try (Connection connection = database(stack.status());
        Statement statement = connection.createStatement()) {
      assertThat(one(statement, "select n from kept")).isEqualTo("42");
    }
  }

  @Test
  void shouldMakeTheRolesOfRunServiceAlsoInAHomeOfBefore() throws Exception {
    // Given a home of a build that had one role
    stack.up(1, false, step -> {});
    try (Connection connection = database(stack.status(), "postgres", "postgres-superuser");
        Statement statement = connection.createStatement()) {
      statement.execute("drop role assay_app, assay_engine, assay_request");
    }
    stack.down();
    Files.delete(folder.resolve("home/secrets/postgres-app-password"));
    Files.delete(folder.resolve("home/postgres/assay-roles"));

    // When
    stack.up(1, false, step -> {});

    // Then it logs in as a role that owns nothing, and may work as two others
    try (Connection connection = database(stack.status(), "assay_app", "postgres-app");
        Statement statement = connection.createStatement()) {
      assertThat(
              one(
                  statement,
                  "select bool_or(rolsuper or rolbypassrls or rolcreaterole) from pg_roles"
                      + " where rolname in ('assay_app', 'assay_engine', 'assay_request')"))
          .isEqualTo("f");
      assertThat(one(statement, "select pg_has_role('assay', 'member')")).isEqualTo("f");
      for (String role : List.of("assay_engine", "assay_request")) {
        statement.execute("set role " + role);
        assertThat(one(statement, "select current_user")).isEqualTo(role);
      }
    }
  }

  @Test
  void shouldStartAgainWhatWasKilled() {
    stack.up(1, false, step -> {});

    for (String name : List.of("run-service", "broker", "postgres")) {
      long before = stack.status().processes().get(name);
      assertThat(ProcessHandle.of(before).orElseThrow().destroyForcibly()).isTrue();

      Awaitility.await()
          .atMost(240, SECONDS)
          .until(
              () -> {
                StackStatus now = stack.status();
                Long pid = now.processes().get(name);
                return pid != null && pid != before && !Ports.isFree(now.ports().get(name));
              });
    }
    assertThat(stack.status().running()).isTrue();
  }

  @Test
  void shouldEndWhatAKilledSupervisorLeftBehind() {
    stack.up(1, false, step -> {});
    StackStatus before = stack.status();
    ProcessHandle supervisor = ProcessHandle.of(before.processes().get("supervisor")).orElseThrow();
    assertThat(supervisor.destroyForcibly()).isTrue();
    Awaitility.await().atMost(240, SECONDS).until(() -> !supervisor.isAlive());
    assertThat(stack.status().running()).isFalse();

    assertThat(stack.down()).isTrue();

    assertThat(before.processes().values()).noneMatch(LocalStackTest::lives);
  }

  @Test
  void shouldEndWithTheCommandItIsAttachedTo() throws Exception {
    Process supervisor = stack.up(1, true, step -> {});
    StackStatus before = stack.status();

    supervisor.getOutputStream().close();

    assertThat(supervisor.waitFor(240, SECONDS)).isTrue();
    assertThat(before.processes().values()).noneMatch(LocalStackTest::lives);
  }

  @Test
  void shouldGoByItselfWhenNobodyUsesItAndStayWhenItIsToldTo() {
    // Given a stack that a command started on its way
    stack.upForAWhile(Duration.ofSeconds(3600), step -> {});
    StackStatus before = stack.status();
    assertThat(before.leaseSeconds()).isBetween(3_000L, 3_600L);

    // When it was last used long ago, then it goes
    stack.lease().grant(Duration.ofSeconds(1));
    ProcessHandle supervisor = ProcessHandle.of(before.processes().get("supervisor")).orElseThrow();
    Awaitility.await().atMost(240, SECONDS).until(() -> !supervisor.isAlive());
    assertThat(before.processes().values()).noneMatch(LocalStackTest::lives);

    // And what is started for good has no such limit
    stack.up(1, false, step -> {});
    assertThat(stack.status().leaseSeconds()).isNull();
  }

  @Test
  void shouldRunTwiceOnOneMachineButNotTwiceOnOneHome() {
    stack.up(1, false, step -> {});
    LocalStack other = new LocalStack(new Layout(folder.resolve("other")));
    try {
      other.up(1, false, step -> {});

      assertThat(other.status().ports().values())
          .doesNotContainAnyElementsOf(stack.status().ports().values());
      assertThatThrownBy(() -> stack.up(1, false, step -> {}))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("already runs");
      assertThat(stack.status().running()).isTrue();
    } finally {
      other.down();
    }
  }

  @Test
  void shouldStartWhenThePidFileNamesAStrangerAndAPortIsTaken() throws Exception {
    // Given a data directory whose last postmaster died, and its number is ours now
    stack.up(1, false, step -> {});
    int port = stack.status().ports().get("postgres");
    stack.down();
    Files.writeString(
        folder.resolve("home/postgres/postmaster.pid"), ProcessHandle.current().pid() + "\n");

    try (java.net.ServerSocket taken =
        new java.net.ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress())) {
      // When
      stack.up(1, false, step -> {});

      // Then
      assertThat(stack.status().running()).isTrue();
      assertThat(stack.status().ports().get("postgres")).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void shouldSayWhichServiceFailsWithTheEndOfItsLog() throws Exception {
    Path jar = folder.resolve("install/run-service/target/quarkus-app/quarkus-run.jar");
    Files.writeString(jar, "no jar at all");

    assertThatThrownBy(() -> stack.up(1, false, step -> {}))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("run-service ended with code 1")
        .hasMessageContaining("Invalid or corrupt jarfile");
    assertThat(stack.status().processes()).isEmpty();

    Files.delete(jar);
    assertThatThrownBy(() -> stack.up(1, false, step -> {}))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("is missing");
  }

  @Test
  void shouldEndTheMakingOfADatabaseWhenAServiceFailsMeanwhile() throws Exception {
    // Given programs of PostgreSQL that do not get done, and leave children when they are killed
    Files.delete(folder.resolve("home/runtime/postgres-18"));
    Path bin = Files.createDirectories(folder.resolve("home/runtime/postgres-18/bin"));
    for (String name : List.of("initdb", "postgres")) {
      Path program = bin.resolve(name);
      Files.writeString(program, "#!/bin/sh\nsh -c 'sleep 900; true' \"$@\"\n");
      assertThat(program.toFile().setExecutable(true)).isTrue();
    }
    // And a service that cannot start
    Files.writeString(
        folder.resolve("install/scoring-service/target/quarkus-app/quarkus-run.jar"), "no jar");

    // When
    assertThatThrownBy(() -> stack.up(1, false, step -> {}))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("scoring-service ended with code 1");

    // Then
    String home = folder.resolve("home").toString();
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> process.info().commandLine().orElse("").contains(home));
  }

  private Connection database(StackStatus status) throws Exception {
    return database(status, "assay", "postgres");
  }

  private Connection database(StackStatus status, String user, String secret) throws Exception {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + status.ports().get("postgres") + "/assay",
        user,
        Files.readString(folder.resolve("home/secrets/" + secret + "-password")).strip());
  }

  private static String one(Statement statement, String sql) throws Exception {
    try (ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
