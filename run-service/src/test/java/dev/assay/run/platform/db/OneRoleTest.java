package dev.assay.run.platform.db;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An installation of before: one role owns the tables and works with them. */
@QuarkusTest
@WithTestResource(OneRoleTest.Role.class)
class OneRoleTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;
  @Beside FakeWorker worker;

  /** A database of one role, which may not work as any other. */
  public static final class Role implements QuarkusTestResourceLifecycleManager {
    private final RunServiceResources usual = new RunServiceResources();

    @Override
    public void stop() {
      usual.stop();
    }

    @Override
    public Map<String, String> start() {
      Map<String, String> config = new HashMap<>(usual.start());
      RunServiceResources.execute(
          "jdbc:postgresql://127.0.0.1:" + config.get("assay.db.port") + "/postgres",
          "create role assay_only login password 'o'",
          "create database one_role owner assay_only");
      config.put("assay.db.name", "one_role");
      config.put("assay.db.user", "assay_only");
      config.put("assay.db.password", "o");
      config.remove("assay.db.owner.user");
      config.remove("assay.db.owner.password");
      return config;
    }
  }

  @Test
  void shouldWorkAndSayThatRowLevelSecurityIsNotInForce() {
    // When
    UUID run = lab.launch(Lab.launchOf(3));

    // Then
    assertThat(lab.awaitEnd(run).getString("status")).isEqualTo("successful");
    asAdmin().get("/v1/datasets").then().statusCode(200);
    asAdmin()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body(
            "checks.find { it.name == 'database' }.data.row_level_security",
            equalTo("not in force"))
        .body(
            "checks.find { it.name == 'database' }.data.row_level_security_lacks",
            containsString("assay_only may not work as assay_engine and assay_request"));
  }
}
