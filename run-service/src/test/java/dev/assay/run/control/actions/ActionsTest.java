package dev.assay.run.control.actions;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.status.RunStatus;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be done to a run besides cancelling it, and in which status it is refused. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ActionsTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  private UUID successful(int items) {
    worker.answeringOne(Replies::right);
    UUID run = lab.launch(launchOf(items));
    lab.awaitStatus(run, RunStatus.SUCCESSFUL);
    return run;
  }

  private static void refused(UUID run, String action, String status) {
    asAdmin()
        .post("/v1/runs/{id}/" + action, run)
        .then()
        .statusCode(409)
        .body("code", equalTo("ILLEGAL_STATE"))
        .body("detail", containsString(status));
  }

  @Test
  void shouldRefuseWhatAnEndedRunDoesNotAllow() {
    // Given
    UUID run = successful(2);

    // When / Then
    refused(run, "cancel", "successful");
    refused(run, "retry", "successful");
    refused(run, "resume", "successful");
  }

  @Test
  void shouldRefuseWhatAnOpenRunDoesNotAllow() {
    // Given
    UUID run = lab.held(worker, 1);

    // When / Then
    refused(run, "retry", "running_dataset");
    refused(run, "resume", "running_dataset");
    refused(run, "rescore", "running_dataset");
    asAdmin()
        .delete("/v1/runs/{id}", run)
        .then()
        .statusCode(409)
        .body("code", equalTo("ILLEGAL_STATE"))
        .body("detail", containsString("running_dataset"));
  }

  @Test
  void shouldRefuseWhatACancelledRunDoesNotAllow() {
    // Given
    UUID run = lab.launch(Lab.pushOf(1));
    lab.act(run, "cancel");

    // When / Then
    refused(run, "retry", "cancelled");
    refused(run, "rescore", "cancelled");
  }

  @Test
  void shouldRefuseWhatAFailedRunDoesNotAllow() {
    // Given
    worker.answeringOne(call -> Replies.failed(call, ErrorCode.PROVIDER_ERROR));
    UUID run = lab.launch(launchOf(1));
    lab.awaitStatus(run, RunStatus.FAILED);

    // When / Then
    refused(run, "cancel", "failed");
    refused(run, "resume", "failed");
    refused(run, "rescore", "failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel", "retry", "resume", "rescore", "rerun", "complete"})
  void shouldNotFindARunOfAnotherWorkspace(String action) {
    // Given
    UUID run = lab.launch(Lab.pushOf(1));

    // When / Then
    as(otherWorkspaceKey()).post("/v1/runs/{id}/" + action, run).then().statusCode(404);
    asAdmin()
        .post("/v1/runs/{id}/" + action, UUID.randomUUID())
        .then()
        .statusCode(404)
        .body("code", equalTo("NOT_FOUND"));
  }

  /** The report q-retry-count; {@link Lab#awaitEnd} holds at every look that the counts add up. */
  @Test
  void shouldAskAgainOnlyForWhatFailed() {
    // Given a run of ten of which three are refused
    worker.answeringOne(
        call ->
            List.of("item-0", "item-4", "item-9").contains(call.itemId())
                ? Replies.failed(call, ErrorCode.PROVIDER_REFUSED_REQUEST)
                : Replies.right(call));
    UUID run = lab.launch(launchOf(10));
    JsonPath before = lab.awaitEnd(run);
    assertThat(before.getInt("counts.errored")).isEqualTo(3);
    assertThat(before.getInt("counts.passed")).isEqualTo(7);
    worker.answeringOne(Replies::right);

    // When
    lab.act(run, "retry");

    // Then
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.getInt("counts.total")).isEqualTo(10);
    assertThat(end.getInt("counts.passed")).isEqualTo(10);
    assertThat(end.getInt("generation")).isEqualTo(2);
    assertThat(end.getInt("retry.count")).isEqualTo(1);
    assertThat(worker.calls(run)).hasSize(13);
    assertThat(
            lab.one("select count(*) as k from attempts where run_id = $1 and n = 0", run)
                .getLong("k"))
        .isEqualTo(2);
  }

  @Test
  void shouldScoreAgainWithOtherScorersWithoutCallingTheModel() {
    // Given
    worker.answeringOne(Replies::wrong);
    Map<String, Object> launch = launchOf(4);
    launch.put("gate", List.of(Map.of("type", "pass_rate", "min", 0.9)));
    UUID run = lab.launch(launch);
    assertThat(lab.awaitEnd(run).getString("verdict")).isEqualTo("fail");
    int calls = worker.calls(run).size();

    // When
    asAdmin()
        .body(
            Map.of(
                "scorers",
                List.of(Map.of("id", "levenshtein", "key", "near", "threshold", 0.4)),
                "gate",
                List.of(Map.of("type", "pass_rate", "min", 0.5))))
        .post("/v1/runs/{id}/rescore", run)
        .then()
        .statusCode(200)
        .body("status", equalTo("evaluating_results"))
        .body("generation", equalTo(2));

    // Then
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.getInt("counts.passed")).isEqualTo(4);
    assertThat(end.getDouble("mean_score")).isEqualTo(0.5);
    assertThat(worker.calls(run)).hasSize(calls);
    assertThat(
            lab.all("select distinct key from scores where run_id = $1", run)
                .get(0)
                .getString("key"))
        .isEqualTo("near");
  }

  @Test
  void shouldScoreALargeRunAgainInSlices() {
    // Given
    UUID run = successful(1_001);
    int before = scoring.tasks(run).size();
    scoring.silentToTasks(true);

    // When
    lab.act(run, "rescore");

    // Then what is left over of each 500 is sent before the next 500 are read
    await()
        .atMost(Lab.LONG)
        .untilAsserted(
            () ->
                assertThat(scoring.tasks(run).stream().skip(before).map(t -> t.units().size()))
                    .contains(500 % 64, 500 % 64, 1));
    scoring.silentToTasks(false);
    assertThat(lab.awaitEnd(run).getInt("counts.passed")).isEqualTo(1_001);
    lab.holds(run);
  }

  @Test
  void shouldNotScoreAgainWithoutAnyScorer() {
    // Given
    Map<String, Object> launch = launchOf(1);
    launch.put("scorers", List.of());
    UUID run = lab.launch(launch);
    lab.awaitStatus(run, RunStatus.SUCCESSFUL);

    // When / Then
    asAdmin()
        .post("/v1/runs/{id}/rescore", run)
        .then()
        .statusCode(422)
        .body("violations.field", hasItem("scorers"));
    assertThat(lab.show(run).getString("status")).isEqualTo("successful");
  }

  @Test
  void shouldRefuseToScoreAgainWithAScorerThatDoesNotExist() {
    // Given
    UUID run = successful(1);

    // When / Then
    asAdmin()
        .body(Map.of("scorers", List.of("no_such_scorer")))
        .post("/v1/runs/{id}/rescore", run)
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_SCORER"));
  }

  @Test
  void shouldLaunchTheSameAgain() {
    // Given
    worker.answeringOne(Replies::right);
    Map<String, Object> launch = launchOf(6);
    launch.put("dataset", Map.of("name", unique("items"), "items", Lab.items(6), "limit", 4));
    launch.put("concurrency", 3);
    launch.put("tags", List.of("branch:main"));
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);

    // When
    String again =
        asAdmin().post("/v1/runs/{id}/rerun", run).then().statusCode(201).extract().path("id");

    // Then
    assertThat(again).isNotEqualTo(run.toString());
    JsonPath end = lab.awaitEnd(UUID.fromString(again));
    assertThat(end.getInt("counts.passed")).isEqualTo(4);
    assertThat(end.getInt("concurrency")).isEqualTo(3);
    assertThat(end.getList("tags")).containsExactly("branch:main");
    assertThat(end.getString("trigger")).isEqualTo("rerun");
  }

  @Test
  void shouldBelongToTheSameVersionOfItsEvaluationWhenLaunchedAgain() {
    // Given a run of an evaluation that has moved on since
    worker.answeringOne(Replies::right);
    String name = unique("evaluation");
    Map<String, Object> definition = launchOf(3);
    definition.put("name", name);
    asAdmin().body(definition).post("/v1/evaluations").then().statusCode(201);
    UUID run = lab.launch(Map.of("evaluation", name));
    lab.awaitEnd(run);
    definition.put("scorers", List.of("levenshtein"));
    asAdmin().body(definition).put("/v1/evaluations/{name}", name).then().statusCode(201);

    // When
    String again =
        asAdmin().post("/v1/runs/{id}/rerun", run).then().statusCode(201).extract().path("id");

    // Then
    JsonPath end = lab.awaitEnd(UUID.fromString(again));
    assertThat(end.getString("evaluation")).isEqualTo(name);
    assertThat(end.getInt("evaluation_version")).isEqualTo(1);
    assertThat(end.getList("scorers.id")).containsExactly("exact_match");
  }

  @Test
  void shouldRemoveAnEndedRunWithAllItsRows() {
    // Given
    UUID run = successful(3);

    // When
    asAdmin().delete("/v1/runs/{id}", run).then().statusCode(204);

    // Then
    asAdmin().get("/v1/runs/{id}", run).then().statusCode(404);
    for (String table : List.of("units", "answers", "attempts", "scores", "events")) {
      assertThat(lab.all("select 1 from " + table + " where run_id = $1", run)).isEmpty();
    }
  }

  @Test
  void shouldChangeWhatARunIsCalled() {
    // Given
    UUID run = lab.launch(Lab.pushOf(1));

    // When
    asAdmin()
        .body(
            Map.of(
                "name",
                "better",
                "tags",
                List.of("a", "b"),
                "pinned",
                true,
                "metadata",
                Map.of("team", "x")))
        .patch("/v1/runs/{id}", run)
        .then()
        .statusCode(200)
        .body("name", equalTo("better"))
        .body("pinned", equalTo(true))
        .body("metadata", hasEntry("team", "x"));

    // Then
    assertThat(lab.show(run).getList("tags")).containsExactly("a", "b");
    asAdmin().body(Map.of("name", " ")).patch("/v1/runs/{id}", run).then().statusCode(422);
    for (List<String> tags : List.of(List.of("x".repeat(201)), Collections.nCopies(51, "x"))) {
      asAdmin()
          .body(Map.of("tags", tags))
          .patch("/v1/runs/{id}", run)
          .then()
          .statusCode(422)
          .body("violations.field", hasItem("tags"));
    }
    asAdmin()
        .body(Map.of("status", "successful"))
        .patch("/v1/runs/{id}", run)
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_FIELD"));
  }

  @Test
  void shouldLaunchOnceForOneIdempotencyKey() {
    // Given
    Map<String, Object> launch = Lab.pushOf(2);
    String key = unique("key");

    // When
    String first = launched(key, launch);
    String second = launched(key, launch);

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(
            lab.one("select count(*) as k from runs where name = $1", launch.get("name"))
                .getLong("k"))
        .isEqualTo(1);
    Map<String, Object> other = new HashMap<>(launch);
    other.put("repeats", 2);
    asAdmin()
        .header("Idempotency-Key", key)
        .body(other)
        .post("/v1/runs")
        .then()
        .statusCode(409)
        .body("code", equalTo("IDEMPOTENCY_MISMATCH"));
  }

  private static String launched(String key, Map<String, Object> launch) {
    return asAdmin()
        .header("Idempotency-Key", key)
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }
}
