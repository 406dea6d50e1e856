package dev.assay.run.traffic.improve;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelCall;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Inputs of a run, asked again of another version of its skill. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class RerunTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private Improving improving;

  @BeforeEach
  void begin() {
    improving = new Improving(lab);
  }

  private UUID rerun(UUID run, Object... pairs) {
    return UUID.fromString(
        asAdmin()
            .body(map(pairs))
            .post("/v1/runs/{id}/rerun", run)
            .then()
            .statusCode(201)
            .body("parent_run_id", equalTo(run.toString()))
            .extract()
            .path("id"));
  }

  private List<ModelCall> calls(UUID run) {
    return worker.calls(run);
  }

  @Test
  void shouldAskTheSameInputsOfAnotherVersion() {
    // Given two versions, and answers of production that were corrected
    improving.save("First.");
    improving.save("Second.");
    UUID run = improving.evaluated();
    JsonPath before = lab.show(run);

    // When
    UUID next = rerun(run, "skill_version", 2);
    JsonPath end = lab.awaitEnd(next);

    // Then the same items, scored in the same way, answered by that version
    assertThat(end.getMap("dataset")).isEqualTo(before.getMap("dataset"));
    assertThat(end.getString("target.skill")).isEqualTo(improving.skill() + "@2");
    assertThat(end.getList("scorers")).isEqualTo(before.getList("scorers"));
    assertThat(end.getString("trigger")).isEqualTo("rerun");
    assertThat(
            calls(next).stream()
                .map(call -> call.request().messages().get(0).content().asText())
                .collect(Collectors.toSet()))
        .containsExactly("Second.");
    assertThat(calls(next)).hasSize(3);

    // And it is held against the run before
    asAdmin()
        .get("/v1/runs/{id}/outcome", next)
        .then()
        .statusCode(200)
        .body("accuracy_corrected", equalTo(1f))
        .body("human.samples", equalTo(3))
        .body("delta.run", equalTo(run.toString()))
        .body("delta.paired_items", equalTo(3));
    asAdmin()
        .get("/v1/runs/{id}/comparable", next)
        .then()
        .statusCode(200)
        .body("suggested.run.id", equalTo(run.toString()))
        .body("suggested.reason", containsString("asks again of another version"));
  }

  @Test
  void shouldStandInTheHistoryOfTheSourceBesideWhatProductionAnswered() {
    // Given a run, a rerun of it, and a rerun of that
    improving.save("First.");
    improving.save("Second.");
    UUID run = improving.evaluated();
    UUID next = rerun(run, "skill_version", 2);
    lab.awaitEnd(next);
    UUID last = rerun(next, "skill_version", 1);
    lab.awaitEnd(last);

    // When
    JsonPath history =
        asAdmin()
            .get("/v1/traffic/history?source_type=skill&id=" + improving.skill())
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    // Then reruns say nothing of what production answered
    assertThat(history.getList("points.run")).containsExactly(run.toString());
    assertThat(history.getList("points.rerun_of")).containsOnlyNulls();
    assertThat(history.getMap("statuses")).isEqualTo(Map.of("successful", 1));
    assertThat(history.getInt("weakest_fields[0].compared")).isEqualTo(3);
    assertThat(history.getList("reruns.run")).containsExactly(next.toString(), last.toString());
    assertThat(history.getList("reruns.rerun_of")).containsExactly(run.toString(), next.toString());
    assertThat(history.getList("reruns.skill"))
        .containsExactly(improving.skill() + "@2", improving.skill() + "@1");

    // And what they say agrees with what the rerun says of itself, people's corrections apart
    JsonPath outcome =
        asAdmin().get("/v1/runs/{id}/outcome", next).then().statusCode(200).extract().jsonPath();
    assertThat(history.getInt("reruns[0].human.samples")).isEqualTo(3);
    assertThat(history.getInt("reruns[0].inferred.samples")).isZero();
    assertThat(
            history.getDouble("reruns[0].human.accuracy")
                - history.getDouble("points[0].human.accuracy"))
        .isCloseTo(outcome.getDouble("delta.difference"), Offset.offset(1e-6));
    asAdmin()
        .get("/v1/traffic/history?source_type=request_domain&id=" + improving.skill())
        .then()
        .body("reruns", empty());
  }

  @Test
  void shouldCountAnItemOnceInTheDifferenceHoweverOftenItIsAsked() {
    // Given a run that asks two items three times each
    improving.save("First.");
    improving.save("Second.");
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put("target", map("skill", improving.skill() + "@1"));
    launch.put(
        "dataset",
        Map.of(
            "name",
            unique("asked"),
            "items",
            List.of(
                Map.of("id", "a", "input", "q", "expected", Map.of("total", 1)),
                Map.of("id", "b", "input", "q", "expected", Map.of("total", 2)))));
    launch.put("scorers", List.of("field_accuracy"));
    launch.put("repeats", 3);
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);

    // When
    UUID next = rerun(run, "skill_version", 2);
    lab.awaitEnd(next);

    // Then
    asAdmin()
        .get("/v1/runs/{id}/outcome", next)
        .then()
        .statusCode(200)
        .body("human.samples", equalTo(6))
        .body("delta.run", equalTo(run.toString()))
        .body("delta.paired_items", equalTo(2))
        .body("delta.human.paired_items", equalTo(2))
        .body("delta.paired_difference", equalTo(0f));
  }

  @Test
  void shouldNotTakeForCompletedWhatNobodyAnswered() {
    // Given a model that does not answer one of three inputs
    improving.save("First.");
    UUID run = improving.evaluated();
    worker.answeringOne(
        call ->
            call.itemId().endsWith("-a")
                ? Replies.failed(call, ErrorCode.PROVIDER_REFUSED_REQUEST)
                : Replies.right(call));

    // When
    UUID next = rerun(run, "skill_version", 1);
    lab.awaitEnd(next);

    // Then
    JsonPath outcome =
        asAdmin().get("/v1/runs/{id}/outcome", next).then().statusCode(200).extract().jsonPath();
    assertThat(outcome.getInt("total")).isEqualTo(3);
    assertThat(outcome.getInt("completed")).isEqualTo(2);
    assertThat(outcome.getDouble("completion_rate")).isCloseTo(2.0 / 3, Offset.offset(1e-6));
    JsonPath history =
        asAdmin()
            .get("/v1/traffic/history?source_type=skill&id=" + improving.skill())
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(history.getDouble("points[0].completion_rate")).isEqualTo(1);
    assertThat(history.getDouble("reruns[0].completion_rate"))
        .isCloseTo(2.0 / 3, Offset.offset(1e-6));
  }

  @Test
  void shouldTakeTheRunBeforeItOverANewerOne() {
    // Given two runs over the same items
    improving.save("First.");
    UUID first = improving.evaluated();
    UUID second = lab.launch(improving.production().launch());
    lab.awaitEnd(second);

    // When
    UUID next = rerun(first, "skill_version", 1);
    lab.awaitEnd(next);

    // Then
    asAdmin()
        .get("/v1/runs/{id}/comparable", next)
        .then()
        .body("suggested.run.id", equalTo(first.toString()));
    asAdmin()
        .get("/v1/runs/{id}/outcome", next)
        .then()
        .body("delta.run", equalTo(first.toString()));
  }

  @Test
  void shouldKeepTheModelThatStoodBesideTheSkill() {
    // Given a run that asked the skill with another model and a prompt of its own
    improving.save("First.");
    improving.save("Second.");
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put(
        "target", map("skill", improving.skill() + "@1", "model", "other", "prompt", "{{input}}"));
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);

    // When
    UUID next = rerun(run, "skill_version", 2);
    lab.awaitEnd(next);

    // Then
    ModelCall call = calls(next).get(0);
    assertThat(call.request().model()).isEqualTo("other");
    assertThat(call.request().messages().get(0).content().asText()).isEqualTo("Second.");
  }

  @Test
  void shouldLaunchTheSameAgainWithoutABody() {
    // Given
    improving.save("First.");
    UUID run = improving.evaluated();

    // When
    for (Object body : new Object[] {Map.of(), map("skill_version", null)}) {
      String again =
          asAdmin()
              .body(body)
              .post("/v1/runs/{id}/rerun", run)
              .then()
              .statusCode(201)
              .body("parent_run_id", nullValue())
              .body("target.traffic.id", equalTo(improving.skill()))
              .extract()
              .path("id");
      lab.awaitEnd(UUID.fromString(again));
    }
  }

  @Test
  void shouldOptimizeAndThenAskTheInputsOfWhatCameOfIt() {
    // Given
    improving.save("First.");
    UUID run = improving.evaluated();
    Improving.proposing(worker, Improving.BETTER);

    // When
    String id =
        asAdmin()
            .body(Map.of("optimize", Map.of("pairs", 1)))
            .post("/v1/runs/{id}/rerun", run)
            .then()
            .statusCode(202)
            .header("Location", containsString("/v1/improvements/"))
            .body("kind", equalTo("rerun"))
            .body("next_run", nullValue())
            .extract()
            .path("id");
    JsonPath end = Improving.awaitEnd(UUID.fromString(id));

    // Then
    assertThat(end.getString("error")).isNull();
    assertThat(end.getString("state")).isEqualTo("done");
    assertThat(end.getInt("version")).isEqualTo(2);
    UUID next = UUID.fromString(end.getString("next_run"));
    JsonPath launched = lab.awaitEnd(next);
    assertThat(launched.getString("target.skill")).isEqualTo(improving.skill() + "@2");
    assertThat(launched.getString("parent_run_id")).isEqualTo(run.toString());
    assertThat(launched.getMap("dataset")).isEqualTo(lab.show(run).getMap("dataset"));
    assertThat(calls(next).get(0).request().messages().get(0).content().asText())
        .isEqualTo(Improving.SYSTEM);
  }

  @Test
  void shouldLaunchNothingOfAProposalThatDoesNotFit() {
    // Given
    improving.save("First.");
    UUID run = improving.evaluated();
    Improving.proposing(worker, "no");

    // When
    String id =
        asAdmin()
            .body(Map.of("optimize", Map.of()))
            .post("/v1/runs/{id}/rerun", run)
            .then()
            .statusCode(202)
            .extract()
            .path("id");

    // Then
    JsonPath end = Improving.awaitEnd(UUID.fromString(id));
    assertThat(end.getString("state")).isEqualTo("failed");
    assertThat(end.<Object>get("next_run")).isNull();
  }

  @Test
  void shouldSayWhatItWouldDoAndDoNothing() {
    // Given
    improving.save("First.");
    UUID run = improving.evaluated();

    // When / Then
    dry(run, Map.of("dry_run", true), "The same run would be launched again", false);
    dry(
        run,
        Map.of("dry_run", true, "skill_version", 1),
        "would be asked of " + improving.skill() + "@1, with 3 answers.",
        false);
    dry(
        run,
        Map.of("optimize", Map.of("dry_run", true)),
        "Then the same inputs would be asked of that version, with 3 answers.",
        true);
    asAdmin().get("/v1/improvements?run=" + run).then().body("data", empty());
    asAdmin()
        .get("/v1/runs?dataset=traffic.skill." + improving.skill())
        .then()
        .body("data.id", equalTo(List.of(run.toString())));
  }

  private static void dry(UUID run, Map<String, Object> body, String sentence, boolean optimizes) {
    JsonPath plan =
        asAdmin()
            .body(body)
            .post("/v1/runs/{id}/rerun", run)
            .then()
            .statusCode(200)
            .body("units", equalTo(3))
            .body("sentence", containsString(sentence))
            .extract()
            .jsonPath();
    assertThat(plan.<Object>get("optimize") != null).isEqualTo(optimizes);
  }

  @Test
  void shouldRefuseWhatCannotBeAskedAgain() {
    // Given
    improving.save("First.");
    UUID run = improving.evaluated();
    UUID plain = lab.launch(Lab.launchOf(1));

    // When / Then
    refused(plain, Map.of("skill_version", 1), 422, "The run is about no skill");
    refused(run, Map.of("skill_version", 7), 422, "its newest is " + improving.skill() + "@1");
    refused(run, Map.of("skill_version", 0), 422, "must be at least 1");
    refused(run, Map.of("skill_version", 1, "optimize", Map.of()), 422, "give one of the two");
    refused(run, Map.of("colour", "red"), 422, "colour");
  }

  private static void refused(UUID run, Map<String, Object> body, int status, String why) {
    asAdmin()
        .body(body)
        .post("/v1/runs/{id}/rerun", run)
        .then()
        .statusCode(status)
        .body("detail", containsString(why));
  }
}
