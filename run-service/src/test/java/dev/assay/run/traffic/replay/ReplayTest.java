package dev.assay.run.traffic.replay;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.assay.common.json.Json;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import dev.assay.run.testing.TestApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Inputs that production answered, asked again of another model. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ReplayTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private final Production production = new Production();

  /** Three answers, of which one was corrected, and one that was never given. */
  private void four() {
    Map<String, Object> broken = production.request("broken", 4, null);
    broken.put("error", "timeout");
    production
        .log(
            "requests",
            production.request("same", 1, Map.of("total", 1)),
            production.request("alike", 2, Map.of("total", 2)),
            production.request("other", 3, Map.of("total", 3)),
            broken)
        .statusCode(200);
    production.say("other", "response", Map.of("total", 4));
  }

  private Map<String, Object> replay(Object... traffic) {
    Map<String, Object> launch = production.launch(traffic);
    Map<?, ?> source = (Map<?, ?>) ((Map<?, ?>) launch.get("target")).get("traffic");
    launch.put("dataset", Map.of("traffic", source));
    launch.put("target", Map.of("provider", "simulated", "model", "sim"));
    launch.put("judge", Map.of("provider", "simulated", "model", "wise"));
    launch.put("scorers", List.of(Map.of("id", "divergence", "threshold", 1)));
    return launch;
  }

  /** What is the same is; of what is alike the judge says so, of the rest that it differs. */
  private void answering() {
    worker.answeringOne(
        call ->
            Replies.isJudge(call)
                ? Replies.answer(call, DoubleNode.valueOf(call.itemId().endsWith("alike") ? 1 : 0))
                : now(call));
  }

  private static ModelReply now(ModelCall call) {
    int total = call.itemId().endsWith("-same") ? 1 : 20;
    return Replies.answer(call, Json.mapper().valueToTree(Map.of("total", total)));
  }

  @Test
  void shouldAskTheInputsAgainAndTellWhatDiffers() {
    // Given
    four();
    answering();

    // When
    UUID run = lab.launch(replay());
    JsonPath end = lab.awaitEnd(run);

    // Then the inputs were asked, over what was frozen
    assertThat(
            worker.calls(run).stream()
                .filter(call -> !Replies.isJudge(call))
                .map(call -> call.request().messages().get(0).content().asText())
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "document same", "document alike", "document other", "document broken");
    assertThat(end.getString("dataset.name")).isEqualTo("traffic.skill." + production.skill());
    assertThat(end.getInt("dataset.version")).isEqualTo(1);
    // The one without an original cannot be measured, and nobody was asked about what is the same.
    assertThat(worker.calls(run).stream().filter(Replies::isJudge)).hasSize(2);
    assertThat(end.getInt("counts.errored")).isEqualTo(1);
    asAdmin()
        .get("/v1/runs/{id}/divergence", run)
        .then()
        .statusCode(200)
        .body("scorer", equalTo("divergence"))
        .body("total", equalTo(4))
        .body("same", equalTo(1))
        .body("equivalent", equalTo(1))
        .body("different", equalTo(1))
        .body("unmeasured", equalTo(1))
        // Of the three that have both answers.
        .body("original.cost", equalTo(0.75f))
        .body("original.tokens", equalTo(45))
        .body("original.latency_ms.p50", equalTo(102f))
        .body("replay.cost", equalTo(0.003f))
        .body("replay.tokens", equalTo(45))
        .body("replay.latency_ms.p95", notNullValue());
  }

  @Test
  void shouldTakeWhatIsNoNumberOfAnUploadedOriginalForNotKnown() {
    // Given items that somebody made, and not Assay of traffic
    answering();
    Map<String, Object> launch = replay();
    launch.put(
        "dataset",
        Map.of(
            "name",
            TestApi.unique("uploaded"),
            "items",
            List.of(
                Map.of(
                    "id",
                    "a-same",
                    "input",
                    "q",
                    "extra",
                    Map.of(
                        "original",
                        Map.of(
                            "output",
                            Map.of("total", 1),
                            "cost",
                            "free",
                            "latency_ms",
                            "840 ms",
                            "tokens_in",
                            1.5,
                            "tokens_out",
                            2))))));

    // When
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);

    // Then
    asAdmin()
        .get("/v1/runs/{id}/divergence", run)
        .then()
        .statusCode(200)
        .body("same", equalTo(1))
        .body("original.cost", nullValue())
        .body("original.latency_ms", nullValue())
        .body("replay.cost", equalTo(0.001f));
  }

  @Test
  void shouldTakeTheCorrectionsAlong() {
    // Given
    four();
    worker.answeringOne(
        call -> Replies.answer(call, Json.mapper().valueToTree(Map.of("total", 4))));
    Map<String, Object> launch = replay();
    launch.put("scorers", List.of("field_accuracy"));

    // When
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);

    // Then
    asAdmin()
        .get("/v1/runs/{id}/outcome", run)
        .then()
        .statusCode(200)
        .body("human.samples", equalTo(1))
        .body("accuracy_corrected", equalTo(1f));
  }

  @Test
  void shouldSayBeforeWhatItWouldAsk() {
    // Given
    four();

    // When / Then
    asAdmin()
        .body(replay("limit", 3))
        .post("/v1/runs/preview")
        .then()
        .statusCode(200)
        .body("units", equalTo(3))
        .body("dataset_version", equalTo(null))
        .body("traffic.total", equalTo(3))
        .body("traffic.json_corrections", equalTo(1))
        .body("forecast.calls", notNullValue())
        .body("prompts.item_id", not(hasItem(production.skill() + "-same")));
    asAdmin()
        .get("/v1/datasets/{name}", "traffic.skill." + production.skill())
        .then()
        .statusCode(404);
  }

  @Test
  void shouldAskAgainWhateverAnEvaluationFindsWhenItIsLaunched() {
    // Given an evaluation over the traffic, saved before anything was logged of the second day
    four();
    answering();
    Map<String, Object> evaluation = new HashMap<>(replay());
    evaluation.put("name", production.skill());
    asAdmin().body(evaluation).post("/v1/evaluations").then().statusCode(201);
    production.log("requests", production.request("later", 5, Map.of("total", 20)));

    // When
    UUID run = lab.launch(Map.of("evaluation", production.skill()));

    // Then
    assertThat(lab.awaitEnd(run).getInt("counts.total")).isEqualTo(5);
  }

  @Test
  void shouldRefuseWhatCannotBeAskedAgain() {
    // Given
    four();

    // When / Then
    Map<String, Object> stored = replay();
    stored.put("target", production.launch().get("target"));
    asAdmin()
        .body(stored)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("dataset.traffic"));
    Map<String, Object> both = replay();
    Map<String, Object> dataset = new HashMap<>(Map.of("limit", 2));
    dataset.putAll(asMap(both.get("dataset")));
    both.put("dataset", dataset);
    asAdmin()
        .body(both)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("detail", containsString("stands alone"));
    asAdmin()
        .body(replay("infer_corrections", true))
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("dataset.traffic.infer_corrections"));
    asAdmin()
        .body(replay("since", "2026-11-02T00:00:00Z"))
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", equalTo("EMPTY_DATASET"))
        .body("violations[0].field", equalTo("dataset.traffic"));
    asAdmin()
        .body(replay("colour", "red"))
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("detail", containsString("colour"));
  }

  private static Map<String, Object> asMap(Object value) {
    Map<String, Object> map = new HashMap<>();
    ((Map<?, ?>) value).forEach((name, one) -> map.put((String) name, one));
    return map;
  }

  @Test
  void shouldSayWhichScorerIsMissing() {
    // Given
    four();
    UUID run = lab.launch(production.launch());
    lab.awaitEnd(run);

    // When / Then
    asAdmin()
        .get("/v1/runs/{id}/divergence", run)
        .then()
        .statusCode(400)
        .body("detail", containsString("rescore it with divergence"));
  }
}
