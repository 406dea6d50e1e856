package dev.assay.run.library.scorers;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Scorers that people make: saved, versioned, listed, and used by name. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class CustomScorersTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;
  @Beside FakeWorker worker;

  private static Map<String, Object> expression(String name, String text) {
    Map<String, Object> definition = new HashMap<>();
    definition.put("name", name);
    definition.put("kind", "expression");
    definition.put("params", Map.of("expression", text));
    return definition;
  }

  private static String saved(String text) {
    String name = unique("mine");
    asAdmin().body(expression(name, text)).post("/v1/scorers").then().statusCode(201);
    return name;
  }

  private JsonPath ended(Object scorer) {
    Map<String, Object> launch = Lab.launchOf(2);
    launch.put("scorers", List.of(scorer));
    return lab.awaitEnd(lab.launch(launch));
  }

  @Test
  void shouldMakeAVersionOfEachChangeOnly() {
    // Given
    String name = unique("tone");
    Map<String, Object> definition = expression(name, "same");
    definition.put("description", "Says the same.");
    definition.put("category", "model_fit");
    definition.put("threshold", 0.5);

    // When / Then
    asAdmin()
        .body(definition)
        .post("/v1/scorers")
        .then()
        .statusCode(201)
        .header("Location", equalTo("/v1/scorers/" + name))
        .body("id", equalTo(name))
        .body("version", equalTo(1))
        .body("custom", equalTo(true))
        .body("scorer", equalTo("expression"))
        .body("category", equalTo("model_fit"))
        .body("definition.threshold", equalTo(0.5f));
    asAdmin()
        .body(definition)
        .post("/v1/scorers")
        .then()
        .statusCode(200)
        .body("version", equalTo(1));
    definition.remove("name");
    definition.put("params", Map.of("expression", "other"));
    asAdmin()
        .body(definition)
        .put("/v1/scorers/{name}", name)
        .then()
        .statusCode(201)
        .body("version", equalTo(2));
    asAdmin()
        .get("/v1/scorers/{name}/versions", name)
        .then()
        .statusCode(200)
        .body("data.version", contains(2, 1));
    asAdmin()
        .get("/v1/scorers/{name}", name + "@1")
        .then()
        .statusCode(200)
        .body("definition.params.expression", equalTo("same"));
    asAdmin().get("/v1/scorers/{name}", name + "@7").then().statusCode(404);
    asAdmin()
        .get("/v1/scorers")
        .then()
        .statusCode(200)
        .body("data.id", hasItems("exact_match", name))
        .body("data.find { it.id == '" + name + "' }.version", equalTo(2))
        .body("data.find { it.id == 'exact_match' }.custom", equalTo(false));
  }

  @Test
  void shouldRefuseWhatNoEvaluationCouldUse() {
    // Given
    Map<String, Object> taken = expression("exact_match", "same");
    Map<String, Object> reserved = expression("preview", "same");
    Map<String, Object> nameless = expression(null, "same");
    Map<String, Object> unknown = expression(unique("x"), "same");
    unknown.put("params", Map.of("expression", "same", "speed", 3));
    Map<String, Object> high = expression(unique("x"), "same");
    high.put("threshold", 2);
    Map<String, Object> elsewhere = expression(unique("x"), "same");
    elsewhere.put("category", "beauty");

    // When / Then
    refused(taken, "name", "taken");
    refused(reserved, "name", "taken");
    refused(nameless, "name", "missing");
    refused(unknown, "params.speed", "speed");
    refused(high, "threshold", "0 to 1");
    refused(elsewhere, "category", "correctness");
    asAdmin()
        .body(Map.of("name", unique("x"), "kind", "expression", "extra", 1))
        .post("/v1/scorers")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_FIELD"));
    asAdmin()
        .body(Map.of("name", unique("x"), "kind", "http", "params", Map.of()))
        .post("/v1/scorers")
        .then()
        .statusCode(422)
        .body("violations.field", hasItem("kind"));
    asAdmin()
        .body(expression("other-name", "same"))
        .put("/v1/scorers/{name}", unique("x"))
        .then()
        .statusCode(422)
        .body("violations.field", contains("name"));
    as(keyWith("run"))
        .body(expression(unique("x"), "same"))
        .post("/v1/scorers")
        .then()
        .statusCode(403);
  }

  private static void refused(Map<String, Object> definition, String field, String message) {
    asAdmin()
        .body(definition)
        .post("/v1/scorers")
        .then()
        .statusCode(422)
        .body("violations.field", hasItem(field))
        .body("violations.message", hasItem(containsString(message)));
  }

  @Test
  void shouldSayWhereAnExpressionDoesNotCompile() {
    asAdmin()
        .body(expression(unique("broken"), "si(ze"))
        .post("/v1/scorers")
        .then()
        .statusCode(422)
        .body("violations.field", contains("params.expression"))
        .body("violations.message", contains(containsString("line 1, column 3")));
    Map<String, Object> launch = Lab.pushOf(1);
    launch.put("scorers", List.of("exact_match", Map.of("id", "expression", "expression", "si(")));
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations.field", contains("scorers[1].expression"))
        .body("violations.message", contains(containsString("line 1, column 3")));
  }

  @Test
  void shouldUseTheNewestVersionAndKeepWhatItCameTo() {
    // Given
    String name = saved("0.25");
    asAdmin().body(expression(name, "0.75")).put("/v1/scorers/{name}", name).then().statusCode(201);

    // When
    JsonPath run = ended(name);
    asAdmin().body(expression(name, "1")).put("/v1/scorers/{name}", name).then().statusCode(201);
    JsonPath again =
        lab.awaitEnd(
            UUID.fromString(
                asAdmin()
                    .post("/v1/runs/{id}/rerun", run.getString("id"))
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id")));

    // Then
    for (JsonPath each : List.of(run, again)) {
      assertThat(each.getDouble("mean_score")).isEqualTo(0.75);
      assertThat(each.getString("scorers[0].id")).isEqualTo("expression");
      assertThat(each.getString("scorers[0].key")).isEqualTo(name);
      assertThat(each.getString("scorers[0].custom")).isEqualTo(name + "@2");
      assertThat(each.getString("scorers[0].params.expression")).isEqualTo("0.75");
    }
  }

  @Test
  void shouldTakeAVersionWithWhatTheEvaluationSaysOfIt() {
    // Given
    String name = saved("0.25");
    asAdmin().body(expression(name, "0.75")).put("/v1/scorers/{name}", name).then().statusCode(201);

    // When
    JsonPath run = ended(Map.of("id", name + "@1", "key", "first", "threshold", 0.2));
    JsonPath other = ended(Map.of("id", name, "expression", "0.5"));

    // Then
    assertThat(run.getDouble("mean_score")).isEqualTo(0.25);
    assertThat(run.getString("scorers[0].key")).isEqualTo("first");
    assertThat(run.getInt("counts.passed")).isEqualTo(2);
    assertThat(other.getDouble("mean_score")).isEqualTo(0.5);
  }

  @Test
  void shouldScoreAgainWithACustomScorer() {
    // Given
    String name = saved("0.25");
    JsonPath run = ended("exact_match");

    // When
    asAdmin()
        .body(Map.of("scorers", List.of("exact_match", name)))
        .post("/v1/runs/{id}/rescore", run.getString("id"))
        .then()
        .statusCode(200);

    // Then
    JsonPath end = lab.awaitEnd(UUID.fromString(run.getString("id")));
    assertThat(end.getString("scorers[1].custom")).isEqualTo(name + "@1");
    assertThat(end.getDouble("mean_score")).isEqualTo(0.625);
  }

  @Test
  void shouldTryACustomScorerOnOneAnswer() {
    // Given
    String name = saved("same");

    // When / Then
    asAdmin()
        .body(Map.of("output", "yes", "expected", "yes", "params", Map.of("threshold", 0.5)))
        .post("/v1/scorers/{name}/run", name)
        .then()
        .statusCode(200)
        .body("scorer", equalTo("expression"))
        .body("score", equalTo(1.0f))
        .body("passed", equalTo(true));
    asAdmin()
        .body(Map.of("output", "yes"))
        .post("/v1/scorers/{name}/run", name + "@9")
        .then()
        .statusCode(404);
  }

  @Test
  void shouldRefuseAVersionThatIsNotThere() {
    // Given
    String name = saved("same");
    Map<String, Object> launch = Lab.pushOf(1);
    launch.put("scorers", List.of(name + "@2"));

    // When / Then
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_SCORER"));
  }

  @Test
  void shouldBelieveNoOriginThatALaunchClaims() {
    // Given
    Map<String, Object> launch = Lab.pushOf(1);
    launch.put("scorers", List.of(Map.of("id", "exact_match", "custom", "nobody@1")));

    // When / Then
    assertThat(lab.show(lab.launch(launch)).getString("scorers[0].custom")).isNull();
  }

  @Test
  void shouldRemoveAScorerAndKeepItsRuns() {
    // Given
    String name = saved("same");
    JsonPath run = ended(name);

    // When
    asAdmin().delete("/v1/scorers/{name}", name).then().statusCode(204);

    // Then
    asAdmin().get("/v1/scorers/{name}", name).then().statusCode(404);
    asAdmin().get("/v1/scorers/{name}/versions", name).then().statusCode(404);
    asAdmin().delete("/v1/scorers/{name}", name).then().statusCode(404);
    asAdmin().delete("/v1/scorers/exact_match").then().statusCode(404);
    assertThat(lab.show(UUID.fromString(run.getString("id"))).getString("scorers[0].custom"))
        .isEqualTo(name + "@1");
  }

  @Test
  void shouldKeepScorersWithinTheirWorkspace() {
    // Given
    String name = saved("same");
    String other = otherWorkspaceKey();

    // When / Then
    as(other).get("/v1/scorers/{name}", name).then().statusCode(404);
    as(other).get("/v1/scorers").then().statusCode(200).body("data.id", not(hasItem(name)));
    as(other).delete("/v1/scorers/{name}", name).then().statusCode(404);
    Map<String, Object> launch = Lab.pushOf(1);
    launch.put("scorers", List.of(name));
    as(other)
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_SCORER"));
  }

  @Test
  void shouldLaunchWhileScoringIsAwayButSaveNothingUnchecked() {
    // Given
    String name = saved("same");
    scoring.silentToTrials(true);
    Map<String, Object> launch = Lab.pushOf(1);
    launch.put("scorers", List.of(name));

    // When / Then
    lab.act(lab.launch(launch), "cancel");
    asAdmin()
        .body(expression(unique("x"), "same"))
        .post("/v1/scorers")
        .then()
        .statusCode(503)
        .body("code", equalTo("SCORING_UNAVAILABLE"));
  }
}
