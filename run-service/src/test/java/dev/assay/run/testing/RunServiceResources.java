package dev.assay.run.testing;

import dev.assay.common.testing.EmbeddedBroker;
import dev.assay.common.testing.EmbeddedDatabase;
import dev.assay.run.platform.http.RunServiceMain;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * A real PostgreSQL and a real Artemis for the tests of run-service: started once for the JVM and
 * stopped with it, so that test classes and test profiles share them. Use it by
 * {@code @QuarkusTest @WithTestResource(RunServiceResources.class)}.
 */
public final class RunServiceResources implements QuarkusTestResourceLifecycleManager {
  /** The admin key of the workspace {@code default} in every test. */
  public static final String ADMIN_KEY = "as_test-admin-key-of-the-default-workspace-00000";

  /** What the service logs in as, and its password. */
  public static final String LOGIN = "assay_app";

  /** A master key, for tests only. */
  public static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  // Kept as system properties: every test profile loads this class anew, in a class loader of its
  // own, and a static field would start a second database.
  private static final String DATABASE = "assay.test.database.port";
  private static final String BROKER = "assay.test.broker.port";

  @Override
  public Map<String, String> start() {
    // As the process does before the platform is loaded.
    RunServiceMain.letAddressesIn();
    return Map.ofEntries(
        Map.entry("assay.db.port", port(DATABASE, RunServiceResources::startDatabase)),
        Map.entry("assay.db.name", "postgres"),
        Map.entry("assay.db.user", LOGIN),
        Map.entry("assay.db.password", LOGIN),
        Map.entry("assay.db.owner.user", "postgres"),
        Map.entry("assay.db.owner.password", "postgres"),
        Map.entry("assay.broker.port", port(BROKER, RunServiceResources::startBroker)),
        // Of tests that are about something else.
        Map.entry("assay.credential-env", "SOME_KEY=* OTHER_KEY=* KEY=* ONE=* TWO=*"),
        Map.entry("assay.ambient-credentials", "aws google"),
        Map.entry("assay.bootstrap.key", ADMIN_KEY),
        Map.entry("assay.master-key", MASTER_KEY),
        // The broker and the database of the tests tell every step they take.
        Map.entry("quarkus.log.category.\"org.apache.activemq\".level", "ERROR"),
        Map.entry("quarkus.log.category.\"org.apache.activemq.audit\".level", "OFF"),
        Map.entry("quarkus.log.category.\"io.zonky\".level", "WARN"));
  }

  @Override
  public void stop() {
    // Shared by all test classes of this JVM: the shutdown hooks stop them.
  }

  private static String port(String property, IntSupplier start) {
    synchronized (System.getProperties()) {
      if (System.getProperty(property) == null) {
        System.setProperty(property, Integer.toString(start.getAsInt()));
      }
      return System.getProperty(property);
    }
  }

  private static int startDatabase() {
    EmbeddedDatabase database = EmbeddedDatabase.start();
    Runtime.getRuntime().addShutdownHook(new Thread(database::close, "stop-database"));
    makeRoles(database.port());
    return database.port();
  }

  /** Makes the roles that docs/operations.md tells operators to make. */
  public static void makeRoles(int port) {
    execute(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
        "create role assay_engine nologin",
        "create role assay_request nologin",
        "create role " + LOGIN + " login noinherit password '" + LOGIN + "'",
        "grant assay_engine, assay_request to " + LOGIN + " with inherit false, set true",
        // Tests look at what waits for what.
        "grant pg_read_all_stats to assay_engine");
  }

  /** Runs statements as the superuser of the tests. */
  public static void execute(String url, String... statements) {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int startBroker() {
    EmbeddedBroker broker = EmbeddedBroker.start();
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
    return broker.port();
  }
}
