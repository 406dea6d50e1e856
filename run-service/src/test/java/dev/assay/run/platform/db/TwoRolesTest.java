package dev.assay.run.platform.db;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The service works as a role that owns nothing, as docs/operations.md sets it up. */
@QuarkusTest
@WithTestResource(TwoRolesTest.Roles.class)
class TwoRolesTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;
  @Beside FakeWorker worker;

  /** A database whose tables belong to another role than the service's. */
  public static final class Roles implements QuarkusTestResourceLifecycleManager {
    private static final String NAME = "two_roles";

    private final RunServiceResources usual = new RunServiceResources();

    @Override
    public void stop() {
      usual.stop();
    }

    @Override
    public Map<String, String> start() {
      Map<String, String> config = new HashMap<>(usual.start());
      String server = "jdbc:postgresql://127.0.0.1:" + config.get("assay.db.port") + "/";
      RunServiceResources.execute(
          server + "postgres",
          "create role assay_owner login password 'o'",
          "create database " + NAME + " owner assay_owner");
      // As in a schema that was made by hand: nobody may look into it.
      RunServiceResources.execute(server + NAME, "revoke all on schema public from public");
      config.put("assay.db.name", NAME);
      config.put("assay.db.owner.user", "assay_owner");
      config.put("assay.db.owner.password", "o");
      return config;
    }
  }

  @Test
  void shouldOwnNothing() {
    // When
    Row role =
        lab.one(
            "select session_user::text as login, current_user::text as name,"
                + " bool_or(rolsuper or rolbypassrls or rolcreatedb or rolcreaterole) as mighty,"
                + " bool_or(pg_has_role(session_user, 'assay_owner', 'member')) as owner"
                + " from pg_roles where rolname in (session_user, current_user)");
    List<Row> owners =
        lab.all(
            "select distinct tableowner::text as owner from pg_tables where schemaname = 'public'");

    // Then
    assertThat(role.getString("login")).isEqualTo("assay_app");
    assertThat(role.getString("name")).isEqualTo("assay_engine");
    assertThat(role.getBoolean("mighty")).isFalse();
    assertThat(role.getBoolean("owner")).isFalse();
    assertThat(owners).extracting(row -> row.getString("owner")).containsExactly("assay_owner");
    assertThatThrownBy(() -> lab.all("alter table runs add column x int"))
        .hasMessageContaining("owner");
    assertThatThrownBy(() -> lab.all("create table x (n int)"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void shouldSayThatRowLevelSecurityIsInForce() {
    asAdmin()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'database' }.data.row_level_security", equalTo("in force"))
        .body("checks.find { it.name == 'database' }.data.row_level_security_lacks", equalTo(null));
  }

  @Test
  void shouldDoAllOfItsWork() {
    // Given
    String key = unique("p");
    asAdmin()
        .body(map("name", key, "kind", "simulated", "credential", map("value", "s3cret")))
        .post("/v1/providers")
        .then()
        .statusCode(201);

    // When
    String run =
        asAdmin()
            .body(Lab.launchOf(3))
            .post("/v1/runs")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    lab.awaitEnd(UUID.fromString(run));

    // Then
    asAdmin().get("/v1/runs/" + run + "/items").then().statusCode(200);
    asAdmin().delete("/v1/runs/" + run).then().statusCode(204);
    asAdmin().delete("/v1/providers/" + key).then().statusCode(204);
    asAdmin().get("/v1/audit").then().statusCode(200);
  }
}
