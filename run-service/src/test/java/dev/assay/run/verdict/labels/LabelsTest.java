package dev.assay.run.verdict.labels;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people say of answers, from the request to the rows and back. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class LabelsTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  private UUID ended(int items) {
    UUID run = lab.launch(Lab.launchOf(items));
    lab.awaitEnd(run);
    return run;
  }

  private static Map<String, Object> label(String item, boolean passed) {
    return Map.of("item_id", item, "scorer", "exact_match", "passed", passed, "by", "ann");
  }

  private static ValidatableResponse give(UUID run, Object... labels) {
    return asAdmin()
        .body(Map.of("labels", List.of(labels)))
        .post("/v1/runs/{id}/labels", run)
        .then();
  }

  private static RequestSpecification sending(String type) {
    EncoderConfig asText =
        EncoderConfig.encoderConfig().encodeContentTypeAs(type, ContentType.TEXT);
    return asAdmin().config(RestAssuredConfig.config().encoderConfig(asText)).contentType(type);
  }

  private static JsonPath list(UUID run, String query) {
    return asAdmin()
        .get("/v1/runs/{id}/labels" + query, run)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void shouldKeepWhatPeopleSayBesideWhatTheScorerSays() {
    // Given
    UUID run = ended(3);

    // When
    give(
            run,
            label("item-0", true),
            Map.of("position", 3, "scorer", "exact_match", "score", 0.25, "note", "curt"))
        .statusCode(200)
        .body("created", equalTo(2))
        .body("replaced", equalTo(0));

    // Then
    JsonPath labels = list(run, "");
    assertThat(labels.getList("data.item_id")).containsExactly("item-0", "item-2");
    assertThat(labels.getList("data.passed")).containsExactly(true, null);
    assertThat(labels.getList("data.by")).containsExactly("ann", null);
    assertThat(labels.getDouble("data[1].score")).isEqualTo(0.25);
    assertThat(labels.getString("data[1].note")).isEqualTo("curt");
    assertThat(labels.getDouble("data[0].judged.score")).isEqualTo(1);
    assertThat(labels.getBoolean("data[0].stale")).isFalse();
    assertThat(list(run, "?by=ann").getList("data")).hasSize(1);
    assertThat(list(run, "?scorer=other").getList("data")).isEmpty();
  }

  @Test
  void shouldReplaceWhatThePersonSaidBefore() {
    // Given
    UUID run = ended(1);
    give(run, label("item-0", true)).statusCode(200);

    // When
    give(run, label("item-0", false)).statusCode(200).body("replaced", equalTo(1));
    give(run, Map.of("item_id", "item-0", "scorer", "exact_match", "passed", true, "by", "bob"))
        .statusCode(200)
        .body("created", equalTo(1));

    // Then
    assertThat(list(run, "").getList("data.passed")).containsExactly(false, true);
  }

  @Test
  void shouldGivePagesAndRemove() {
    // Given
    UUID run = ended(5);
    List<Object> labels = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      labels.add(label("item-" + i, true));
    }
    give(run, labels.toArray()).statusCode(200);

    // When
    JsonPath first = list(run, "?limit=3");
    JsonPath second = list(run, "?limit=3&cursor=" + first.getString("next_cursor"));

    // Then
    assertThat(first.getList("data.item_id")).containsExactly("item-0", "item-1", "item-2");
    assertThat(second.getList("data.item_id")).containsExactly("item-3", "item-4");
    assertThat(second.getString("next_cursor")).isNull();

    // When
    String id = first.getString("data[1].id");
    asAdmin().delete("/v1/runs/{id}/labels/{label}", run, id).then().statusCode(204);

    // Then
    asAdmin().delete("/v1/runs/{id}/labels/{label}", run, id).then().statusCode(404);
    assertThat(list(run, "").getList("data")).hasSize(4);
  }

  @Test
  void shouldSayEverythingThatIsWrongAndStoreNothing() {
    // Given
    UUID run = ended(2);

    // When
    give(
            run,
            label("item-0", true),
            label("item-9", true),
            Map.of("item_id", "item-1", "scorer", "helpful", "passed", true),
            Map.of("item_id", "item-1", "position", 1, "scorer", "exact_match", "passed", true),
            Map.of("position", 1, "scorer", "exact_match", "passed", true, "by", "ann"))
        // Then
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"))
        .body(
            "violations.field",
            contains("labels[1].item_id", "labels[2].scorer", "labels[3].position", "labels[4]"))
        .body("violations[1].message", containsString("it has exact_match"));
    assertThat(list(run, "").getList("data")).isEmpty();
    give(run).statusCode(422).body("violations[0].field", equalTo("labels"));
    give(run, Map.of("item_id", "item-0", "pased", true)).statusCode(422);
  }

  @Test
  void shouldLabelNothingThatWasNotAnswered() {
    // Given
    UUID run = lab.launch(Lab.pushOf(1));

    // Then
    give(run, label("item-0", true))
        .statusCode(422)
        .body("violations[0].message", equalTo("item-0 has no answer that could be judged."));
  }

  @Test
  void shouldTakeFiles() {
    // Given
    UUID run = ended(3);

    // When
    sending("text/csv")
        .body("item_id,output,passed\nitem-0,x,pass\nitem-1,y,\nitem-2,z,fail\n")
        .post("/v1/runs/{id}/labels?scorer=exact_match&by=eve", run)
        .then()
        .statusCode(200)
        .body("created", equalTo(2))
        .body("empty", equalTo(1));
    sending("application/x-ndjson")
        .body("{\"item_id\":\"item-1\",\"passed\":false}\n")
        .post("/v1/runs/{id}/labels?scorer=exact_match&by=eve", run)
        .then()
        .statusCode(200)
        .body("created", equalTo(1));

    // Then
    assertThat(list(run, "?by=eve").getList("data.passed")).containsExactly(true, false, false);
  }

  @Test
  void shouldDoItOnceForOneIdempotencyKey() {
    // Given
    UUID run = ended(1);
    Map<String, Object> body = Map.of("labels", List.of(label("item-0", true)));
    String key = UUID.randomUUID().toString();

    // Then
    for (int i = 0; i < 2; i++) {
      asAdmin()
          .header("Idempotency-Key", key)
          .body(body)
          .post("/v1/runs/{id}/labels", run)
          .then()
          .statusCode(200)
          .body("created", equalTo(1));
    }
    asAdmin()
        .header("Idempotency-Key", key)
        .body(Map.of("labels", List.of(label("item-0", false))))
        .post("/v1/runs/{id}/labels", run)
        .then()
        .statusCode(409);
  }

  @Test
  void shouldShowAndTakeNothingOfAnotherWorkspace() {
    // Given
    UUID run = ended(1);
    give(run, label("item-0", true)).statusCode(200);
    String label = list(run, "").getString("data[0].id");
    String stranger = otherWorkspaceKey();
    Map<String, Object> body = Map.of("labels", List.of(label("item-0", false)));

    // Then
    as(stranger).get("/v1/runs/{id}/labels", run).then().statusCode(404);
    as(stranger).body(body).post("/v1/runs/{id}/labels", run).then().statusCode(404);
    as(stranger).delete("/v1/runs/{id}/labels/{l}", run, label).then().statusCode(404);
    as(stranger).get("/v1/runs/{id}/passports", run).then().statusCode(404);
    as(keyWith("run")).body(body).post("/v1/runs/{id}/labels", run).then().statusCode(403);
    as(keyWith("read")).delete("/v1/runs/{id}/labels/{l}", run, label).then().statusCode(403);
    as(keyWith("read")).get("/v1/runs/{id}/labels", run).then().statusCode(200);
    assertThat(list(run, "").getList("data.passed")).containsExactly(true);
  }

  @Test
  void shouldGoWithTheRun() {
    // Given
    UUID run = ended(1);
    give(run, label("item-0", true)).statusCode(200);

    // When
    asAdmin().delete("/v1/runs/{id}", run).then().statusCode(204);

    // Then
    assertThat(
            lab.one("select count(*) as k from human_labels where run_id = $1", run).getLong("k"))
        .isZero();
  }

  @Test
  void shouldSayThatALabelIsOfAnAnswerThatWasReplaced() {
    // Given
    UUID run = ended(1);
    give(run, label("item-0", true)).statusCode(200);

    // When
    assertThat(
            lab.all(
                "update answers set output = '\"other\"'::json where run_id = $1 returning n", run))
        .hasSize(1);

    // Then
    asAdmin()
        .get("/v1/runs/{id}/labels", run)
        .then()
        .body("data", hasSize(1))
        .body("data[0].stale", equalTo(true))
        .body("next_cursor", nullValue());
  }
}
