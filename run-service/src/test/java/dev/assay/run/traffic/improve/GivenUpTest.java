package dev.assay.run.traffic.improve;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Improvements whose step fails whenever it is tried: whoever waits for them is told so. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class GivenUpTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private Improving improving;

  @BeforeEach
  void begin() {
    improving = new Improving(lab);
  }

  @AfterEach
  void heal() {
    lab.alter("drop trigger if exists trouble on skill_versions");
    lab.alter("drop trigger if exists trouble on runs");
    lab.alter("drop function if exists trouble()");
  }

  /** From now on PostgreSQL raises an error of data when such a row is to be made. */
  private void trouble(String table, String when) {
    lab.alter(
        "create function trouble() returns trigger language plpgsql as"
            + " $$ begin raise exception 'a secret' using errcode = '22P05'; end $$");
    lab.alter(
        "create trigger trouble before insert on %s for each row when (%s)".formatted(table, when)
            + " execute function trouble()");
  }

  /** Waits for the end, and nobody rests before. */
  private JsonPath end(UUID improvement) {
    await()
        .atMost(Lab.LONG)
        .until(
            () -> {
              lab.all("update sequel_troubles set rests_until = now() where id = $1", improvement);
              return Improving.show(improvement).getString("finished_at") != null;
            });
    return Improving.show(improvement);
  }

  @Test
  void shouldFailWithASentenceWhenTheVersionCannotBeMade() {
    // Given
    improving.save("Read the document.");
    UUID run = improving.evaluated();
    Improving.proposing(worker, Improving.BETTER);
    trouble("skill_versions", "new.definition::text like '%\"optimized\"%'");

    // When
    JsonPath end = end(Improving.optimize(run));

    // Then
    assertThat(end.getString("state")).isEqualTo("failed");
    assertThat(end.getString("error"))
        .isEqualTo("Improving a skill failed 5 times in a row (SQLSTATE 22P05) and was given up.");
    assertThat(end.<Object>get("version")).isNull();
    assertThat(improving.versions()).containsExactly(1);
  }

  @Test
  void shouldFailWithASentenceWhenTheRunCannotBeLaunched() {
    // Given
    improving.save("Read the document.");
    UUID run = improving.evaluated();
    Improving.proposing(worker, Improving.BETTER);
    trouble("runs", "new.parent_run_id = '" + run + "'");

    // When
    String id =
        asAdmin()
            .body(Map.of("optimize", Map.of("pairs", 1)))
            .post("/v1/runs/{id}/rerun", run)
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    JsonPath end = end(UUID.fromString(id));

    // Then the version is there all the same
    assertThat(end.getString("state")).isEqualTo("failed");
    assertThat(end.getString("error")).contains("SQLSTATE 22P05", "was given up");
    assertThat(end.getInt("version")).isEqualTo(2);
    assertThat(end.<Object>get("next_run")).isNull();
  }
}
