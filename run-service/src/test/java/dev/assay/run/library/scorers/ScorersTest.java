package dev.assay.run.library.scorers;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ScorersTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;

  @Test
  void shouldListScorersWithTheirParameters() {
    asAdmin()
        .get("/v1/scorers")
        .then()
        .statusCode(200)
        .body("data.id", hasItems("exact_match", "levenshtein", "regex"))
        .body("data.find { it.id == 'regex' }.params.properties.pattern.format", equalTo("re2"));
    asAdmin().get("/v1/scorers/regex").then().statusCode(200).body("range", equalTo("0|1"));
    asAdmin().get("/v1/scorers/none").then().statusCode(404);
  }

  @Test
  void shouldRememberTheCatalogueForTimesWhenScoringIsAway() {
    // Given
    asAdmin().get("/v1/scorers").then().statusCode(200);

    // When / Then
    assertThat(lab.all("select id from scorer_catalogue order by id"))
        .extracting(row -> row.getString("id"))
        .contains("exact_match", "levenshtein", "regex");
    scoring.silentToTrials(true);
    asAdmin().get("/v1/scorers").then().statusCode(200);
    UUID run = lab.launch(Lab.pushOf(1));
    lab.act(run, "cancel");
  }

  @Test
  void shouldTryAScorerOnOneAnswer() {
    asAdmin()
        .body(Map.of("output", "yes", "expected", "yes", "params", Map.of("threshold", 0.5)))
        .post("/v1/scorers/exact_match/run")
        .then()
        .statusCode(200)
        .body("scorer", equalTo("exact_match"))
        .body("version", equalTo(1))
        .body("status", equalTo("success"))
        .body("score", equalTo(1.0f))
        .body("passed", equalTo(true));
    asAdmin()
        .body(Map.of("output", "no", "expected", "yes"))
        .post("/v1/scorers/levenshtein/run")
        .then()
        .statusCode(200)
        .body("score", equalTo(0.5f))
        .body("passed", nullValue());
    asAdmin()
        .body(Map.of("output", "x"))
        .post("/v1/scorers/unmeasurable/run")
        .then()
        .statusCode(200)
        .body("status", equalTo("error"))
        .body("score", nullValue())
        .body("error.code", equalTo("NOT_A_NUMBER"));
  }

  @Test
  void shouldTakeANullAnswerButNoAbsentOne() {
    asAdmin()
        .body("{\"output\":null,\"expected\":null}")
        .post("/v1/scorers/exact_match/run")
        .then()
        .statusCode(200)
        .body("score", equalTo(1.0f));
    asAdmin()
        .body("{\"expected\":\"x\"}")
        .post("/v1/scorers/exact_match/run")
        .then()
        .statusCode(422)
        .body("violations.field", contains("output"));
  }

  @Test
  void shouldRefuseParametersThatDoNotFit() {
    asAdmin()
        .body(Map.of("output", "x", "params", Map.of("pattern", "(")))
        .post("/v1/scorers/regex/run")
        .then()
        .statusCode(422)
        .body("code", equalTo("BAD_REGEX"))
        .body("violations.field", hasItem("params.pattern"));
    asAdmin()
        .body(Map.of("output", "x", "params", Map.of("threshold", 2)))
        .post("/v1/scorers/exact_match/run")
        .then()
        .statusCode(422)
        .body("code", equalTo("BAD_THRESHOLD"));
    asAdmin()
        .body(Map.of("output", "x", "params", Map.of("unheard_of", List.of())))
        .post("/v1/scorers/exact_match/run")
        .then()
        .statusCode(422);
    asAdmin().body(Map.of("output", "x")).post("/v1/scorers/none/run").then().statusCode(404);
    asAdmin()
        .body(Map.of("output", "x", "outputs", "y"))
        .post("/v1/scorers/exact_match/run")
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_FIELD"));
  }

  @Test
  void shouldSayThatScoringDoesNotAnswer() {
    // Given
    asAdmin().get("/v1/scorers").then().statusCode(200);
    scoring.silentToTrials(true);

    // When / Then
    asAdmin()
        .body(Map.of("output", "x", "expected", "x"))
        .post("/v1/scorers/exact_match/run")
        .then()
        .statusCode(503)
        .body("code", equalTo("SCORING_UNAVAILABLE"));
  }
}
