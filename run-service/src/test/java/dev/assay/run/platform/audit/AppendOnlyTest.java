package dev.assay.run.platform.audit;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.run.platform.db.pool.DatabaseConfig;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the roles of the service may do with the log of changes: add to it, and read it. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class AppendOnlyTest {
  private static final String NO_RIGHT = "42501";

  @Inject Lab lab;
  @Inject DatabaseConfig database;

  private Connection as(String role) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s?options=-c%%20role=%s"
            .formatted(database.host(), database.port(), database.name(), role),
        RunServiceResources.LOGIN,
        RunServiceResources.LOGIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit set status = 200",
        "update audit set at = now() - interval '2 years'",
        "delete from audit",
        "truncate audit",
        "insert into audit select * from audit on conflict (id) do update set status = 200",
        "alter table audit disable row level security",
        "alter table audit rename to unaudited",
        "drop table audit"
      })
  void shouldLetNobodyChangeOrDelete(String tried) throws SQLException {
    for (String role : new String[] {"assay_request", "assay_engine"}) {
      try (Connection connection = as(role);
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute(tried))
            .as("%s as %s", tried, role)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(NO_RIGHT));
      }
    }
  }

  @Test
  void shouldDropOnlyWhatIsOldAndOnlyForTheServiceItself() throws SQLException {
    // Given an entry of now and one of a day ago
    String now = "/v1/datasets/" + unique("now");
    String old = "/v1/datasets/" + unique("old");
    asAdmin().delete(now).then().statusCode(404);
    asAdmin().delete(old).then().statusCode(404);
    lab.alter("update audit set at = now() - interval '25 hours' where object = '" + old + "'");

    // When a time is named that is yet to come
    try (Connection engine = as("assay_engine");
        Statement statement = engine.createStatement();
        ResultSet dropped =
            statement.executeQuery("select assay_drop_audit(now() + interval '1 year')")) {
      assertThat(dropped.next()).isTrue();
      assertThat(dropped.getInt(1)).isPositive();
    }

    // Then the last day stays
    assertThat(lab.all("select 1 from audit where object = $1", old)).isEmpty();
    assertThat(lab.all("select 1 from audit where object = $1", now)).hasSize(1);
    try (Connection request = as("assay_request");
        Statement statement = request.createStatement()) {
      assertThatThrownBy(() -> statement.execute("select assay_drop_audit(now())"))
          .hasMessageContaining("permission denied");
    }
  }
}
