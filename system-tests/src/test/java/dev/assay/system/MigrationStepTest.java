package dev.assay.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Cli;
import dev.assay.system.harness.Patience;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The schema is migrated by a step of its own, as deploy/kubernetes has it: several at once, as the
 * owner, who ends; and run-service works without the owner's password.
 */
@ExtendWith(SharedStack.class)
class MigrationStepTest {
  private static final String DATABASE = "migrated";

  @Test
  void shouldMigrateSideBySideAndServeWithoutTheOwner(Stack stack) throws Exception {
    // Given a database that nobody has migrated
    createDatabase(stack);
    Map<String, String> step = new HashMap<>(environment(stack));
    step.keySet().removeAll(List.of("ASSAY_DB_PASSWORD", "ASSAY_MASTER_KEY_FILE"));
    step.put("QUARKUS_INIT_AND_EXIT", "true");

    // When two replicas of a rollout begin at the same time
    Process one = start(stack, "migrate-1", step);
    Process two = start(stack, "migrate-2", step);

    // Then both end well, and each migration was made once
    assertThat(ended(one)).isZero();
    assertThat(ended(two)).isZero();
    assertThat(number(stack, "select count(*) from runs")).isZero();
    assertThat(number(stack, "select count(*) from flyway_schema_history where success"))
        .isGreaterThan(10)
        .isEqualTo(number(stack, "select count(distinct version) from flyway_schema_history"));

    // And what serves does so without the owner, under row-level security
    Map<String, String> serving = new HashMap<>(environment(stack));
    serving.keySet().removeAll(List.of("ASSAY_DB_OWNER_USER", "ASSAY_DB_OWNER_PASSWORD"));
    serving.put("ASSAY_DB_MIGRATE", "false");
    Process served = start(stack, "migrated", serving);
    try {
      Api api = new Api("http://127.0.0.1:" + serving.get("QUARKUS_HTTP_PORT"), stack.key());
      await("the database of what serves")
          .atMost(Patience.LONG)
          .pollInterval(Duration.ofMillis(250))
          .ignoreExceptions()
          .until(() -> database(api).path("status").asText().equals("UP"));
      assertThat(database(api).path("data").path("row_level_security").asText())
          .isEqualTo("in force");
    } finally {
      served.destroyForcibly().onExit().join();
    }
  }

  @Test
  void shouldEndBadlyWhenItCannotMigrate(Stack stack) throws Exception {
    // Given an owner with another password
    Map<String, String> step = new HashMap<>(environment(stack));
    step.put("ASSAY_DB_NAME", "assay");
    step.put("ASSAY_DB_OWNER_PASSWORD", "another");
    step.put("QUARKUS_INIT_AND_EXIT", "true");

    // When, then
    assertThat(ended(start(stack, "migrate-wrong", step))).isNotZero();
  }

  /** Without the stack's broker: its messages are none of this one's business. */
  private static Map<String, String> environment(Stack stack) throws IOException {
    Map<String, String> environment = new HashMap<>(stack.runServiceEnvironment(freePort()));
    environment.put("ASSAY_DB_NAME", DATABASE);
    environment.put("ASSAY_BROKER_PORT", "1");
    environment.remove("ASSAY_LOCAL_SIMULATOR_URL");
    return environment;
  }

  private static Process start(Stack stack, String log, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The home on the command line: what belongs to a stack is found by it.
                "-Dassay.process=" + log + "@" + stack.home(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Cli.install().resolve("run-service/target/quarkus-app/quarkus-run.jar").toString())
            .redirectErrorStream(true)
            .redirectOutput(stack.home().resolve("logs").resolve(log + ".log").toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static int ended(Process process) throws InterruptedException {
    try {
      assertThat(process.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
          .as("it ends")
          .isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static JsonNode database(Api api) throws IOException {
    for (JsonNode check : api.send("GET", "/q/health/ready", null).json().path("checks")) {
      if (check.path("name").asText().equals("database")) {
        return check;
      }
    }
    throw new IOException("readiness does not speak of the database");
  }

  private static void createDatabase(Stack stack) throws SQLException, IOException {
    try (Connection connection = connect(stack, "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + DATABASE + " owner assay");
    }
  }

  private static long number(Stack stack, String sql) throws SQLException, IOException {
    try (Connection connection = connect(stack, DATABASE);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    }
  }

  private static Connection connect(Stack stack, String database) throws SQLException, IOException {
    String port = stack.runServiceEnvironment(0).get("ASSAY_DB_PORT");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database,
        "postgres",
        Files.readString(stack.home().resolve("secrets/postgres-superuser-password")).strip());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
