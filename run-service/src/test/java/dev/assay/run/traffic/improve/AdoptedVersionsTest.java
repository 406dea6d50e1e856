package dev.assay.run.traffic.improve;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions that a model proposed: taken by their number only, until somebody adopts them. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class AdoptedVersionsTest {
  private static final String FIRST = "Read the document.";

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private Improving improving;
  private UUID evaluated;

  /** A skill with the version 1, and a model's proposal of version 2. */
  @BeforeEach
  void propose() {
    improving = new Improving(lab);
    improving.save(FIRST);
    evaluated = improving.evaluated();
    Improving.proposing(worker, Improving.BETTER);
    assertThat(Improving.awaitEnd(Improving.optimize(evaluated)).getInt("version")).isEqualTo(2);
  }

  /** What a launch that names the skill like this takes. */
  private String taken(String skill) {
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put("target", map("skill", skill));
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);
    return lab.show(run).getString("target.skill");
  }

  private ValidatableResponse adopt(String key, int version) {
    return (key == null ? asAdmin() : as(key))
        .post("/v1/skills/{name}/versions/{version}/adopt", improving.skill(), version)
        .then();
  }

  private void standsFor(int version) {
    asAdmin().get("/v1/skills/{name}", improving.skill()).then().body("version", equalTo(version));
    asAdmin()
        .get("/v1/skills/{name}/versions/latest", improving.skill())
        .then()
        .body("version", equalTo(version));
    asAdmin()
        .get("/v1/skills?limit=200")
        .then()
        .body("data.find { it.name == '" + improving.skill() + "' }.version", equalTo(version));
  }

  @Test
  void shouldTakeAProposalByItsNumberOnly() {
    standsFor(1);
    assertThat(taken(improving.skill())).isEqualTo(improving.skill() + "@1");
    assertThat(taken(improving.skill() + "@2")).isEqualTo(improving.skill() + "@2");
    assertThat(improving.versions()).containsExactly(2, 1);
    // What is improved next is what is used, too
    asAdmin()
        .body(Map.of("dry_run", true))
        .post("/v1/runs/{id}/optimize", evaluated)
        .then()
        .body("from_version", equalTo(1));
  }

  @Test
  void shouldTakeItOnceItIsAdopted() {
    // When
    adopt(null, 2).statusCode(200).body("version", equalTo(2)).body("state", equalTo("adopted"));

    // Then also when it is said again
    adopt(null, 2).statusCode(200).body("state", equalTo("adopted"));
    standsFor(2);
    assertThat(taken(improving.skill())).isEqualTo(improving.skill() + "@2");
    asAdmin()
        .get("/v1/audit?limit=50")
        .then()
        .statusCode(200)
        .body("data.path", hasItem("/v1/skills/" + improving.skill() + "/versions/2/adopt"));
  }

  @Test
  void shouldAdoptWhatAPersonSavesAtOnce() {
    // Given a person who saves something else after the proposal
    assertThat(improving.save("Read it twice.")).isEqualTo(3);

    // When / Then
    standsFor(3);
    adopt(null, 2)
        .statusCode(409)
        .body("code", equalTo("ILLEGAL_STATE"))
        .body("detail", containsString("Version 3 of the skill is newer"));
    adopt(null, 1).statusCode(200);
    standsFor(3);
  }

  @Test
  void shouldAdoptAProposalThatAPersonSaves() {
    // When the very same is saved
    asAdmin()
        .body(
            map(
                "prompt",
                map("system", Improving.SYSTEM, "user", "{{input}}"),
                "output_schema",
                map("type", "object"),
                "model",
                map("provider", "simulated", "model", "sim")))
        .put("/v1/skills/{name}", improving.skill())
        .then()
        .statusCode(200)
        .body("version", equalTo(2))
        .body("state", equalTo("adopted"));

    // Then
    standsFor(2);
  }

  @Test
  void shouldMakeNoVersionOfWhatTheNameStandsFor() {
    // When what is adopted is saved once more
    asAdmin()
        .body(
            map(
                "prompt",
                map("system", FIRST, "user", "{{input}}"),
                "output_schema",
                map("type", "object"),
                "model",
                map("provider", "simulated", "model", "sim")))
        .put("/v1/skills/{name}", improving.skill())
        .then()
        .statusCode(200)
        .body("version", equalTo(1));

    // Then
    assertThat(improving.versions()).containsExactly(2, 1);
  }

  @Test
  void shouldLetThoseAdoptWhoMayWrite() {
    adopt(keyWith("run", "read"), 2).statusCode(403);
    adopt(otherWorkspaceKey(), 2).statusCode(404);
    adopt(null, 7).statusCode(404).body("detail", containsString(improving.skill() + "@7"));
    asAdmin().post("/v1/skills/none-such/versions/1/adopt").then().statusCode(404);
    standsFor(1);
  }
}
