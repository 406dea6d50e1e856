package dev.assay.run.control.evaluations;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a run says it does, launched as it is, does the same. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class RunAgainTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @AfterEach
  void end() {
    lab.quiet();
  }

  private static ObjectNode definition(UUID run) {
    return (ObjectNode)
        asAdmin()
            .get("/v1/runs/{id}/definition", run)
            .then()
            .statusCode(200)
            .extract()
            .as(JsonNode.class);
  }

  private UUID launchAsItIs(ObjectNode definition) {
    String id =
        asAdmin()
            .body(definition.toString())
            .post("/v1/runs")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    return UUID.fromString(id);
  }

  private JsonNode spec(UUID run) throws Exception {
    return Json.mapper()
        .readTree(lab.one("select spec::text as spec from runs where id = $1", run).getString(0));
  }

  /** Three items in two sections, of which a launch chooses. */
  private static String sectioned() {
    String name = unique("sectioned");
    asAdmin().body(Map.of("name", name)).post("/v1/datasets").then().statusCode(201);
    asAdmin()
        .contentType("application/json")
        .body(
            List.of(
                Map.of("id", "1", "input", "a", "expected", "b", "section", "one"),
                Map.of("id", "2", "input", "c", "expected", "d", "section", "two"),
                Map.of("id", "3", "input", "e", "expected", "f", "section", "two")))
        .post("/v1/datasets/{name}/versions", name)
        .then()
        .statusCode(201);
    return name;
  }

  /** A value for everything that a launch can say of what a run does. */
  private static Map<String, Object> everything() {
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put("dataset", Map.of("name", sectioned(), "limit", 1, "sections", List.of("two")));
    launch.put("gate", List.of(Map.of("type", "pass_rate", "min", 0.5)));
    launch.put("star_metric", Map.of("scorer", "exact_match", "threshold", 0.5));
    launch.put("policy", Map.of("max_attempts", 2, "attempt_timeout_ms", 5000));
    launch.put("budget", Map.of("max_tokens", 1_000_000));
    launch.put("fail_fast", Map.of("error_rate", 0.5, "after", 10));
    launch.put("early_stop", "certain");
    launch.put("cache", "read");
    launch.put("order", "random");
    launch.put("seed", 7);
    launch.put("repeats", 2);
    launch.put("concurrency", 3);
    launch.put("alias", "a");
    launch.put("label", "nightly");
    launch.put("tags", List.of("branch:main"));
    launch.put("metadata", Map.of("commit", "abc"));
    return launch;
  }

  @Test
  void shouldBeLaunchedAgainByWhatItSaysItDoes() throws Exception {
    // Given
    UUID run = lab.launch(everything());
    lab.awaitEnd(run);

    // When
    ObjectNode said = definition(run);
    UUID again = launchAsItIs(said);

    // Then
    assertThat(said.at("/dataset/limit").asInt()).isEqualTo(1);
    assertThat(said.at("/dataset/sections/0").asText()).isEqualTo("two");
    assertThat(said.at("/policy/max_attempts").asInt()).isEqualTo(2);
    assertThat(said.path("metadata").path("commit").asText()).isEqualTo("abc");
    assertThat(definition(again)).isEqualTo(said);
    assertThat(spec(again)).isEqualTo(spec(run));
    assertThat(lab.show(again).getInt("counts.total")).isEqualTo(2);
    assertThat(lab.show(again).getString("trigger")).isNull();
  }

  @Test
  void shouldShowWhichItemsItIsOver() {
    // Given
    UUID run = lab.launch(everything());
    UUID whole = lab.launch(Lab.pushOf(1));

    // When / Then
    assertThat(lab.show(run).getInt("dataset.limit")).isEqualTo(1);
    assertThat(lab.show(run).getList("dataset.sections")).containsExactly("two");
    assertThat(lab.show(run).getInt("fail_fast.after")).isEqualTo(10);
    assertThat(lab.show(whole).getMap("dataset"))
        .containsEntry("limit", null)
        .containsEntry("sections", null);
  }

  @Test
  void shouldBelongToItsEvaluationAndKeepWhatItSaidOtherwise() throws Exception {
    // Given a run that takes the gate of its evaluation away
    String name = unique("eval");
    Map<String, Object> evaluation = everything();
    evaluation.remove("target");
    evaluation.put("name", name);
    asAdmin().body(evaluation).post("/v1/evaluations").then().statusCode(201);
    UUID run =
        lab.launch(
            map(
                "evaluation",
                name,
                "target",
                Map.of("provider", "simulated", "model", "sim"),
                "gate",
                List.of(),
                "early_stop",
                null,
                "star_metric",
                null,
                "tags",
                List.of()));

    // When
    ObjectNode said = definition(run);
    UUID again = launchAsItIs(said);

    // Then
    assertThat(said.path("evaluation").asText()).isEqualTo(name + "@1");
    assertThat(lab.show(again).getString("evaluation")).isEqualTo(name);
    assertThat(lab.show(again).getInt("evaluation_version")).isEqualTo(1);
    assertThat(lab.show(again).getList("tags")).isEmpty();
    assertThat(spec(again)).isEqualTo(spec(run));
    assertThat(spec(again).has("gate")).isFalse();
    assertThat(definition(again)).isEqualTo(said);
  }

  @Test
  void shouldBeLaunchedAgainWhenItsEvaluationIsGone() throws Exception {
    // Given
    String name = unique("eval");
    Map<String, Object> evaluation = everything();
    evaluation.put("name", name);
    asAdmin().body(evaluation).post("/v1/evaluations").then().statusCode(201);
    UUID run = lab.launch(Map.of("evaluation", name));
    asAdmin().delete("/v1/evaluations/{name}", name).then().statusCode(204);

    // When
    ObjectNode said = definition(run);
    UUID again = launchAsItIs(said);

    // Then
    assertThat(said.has("evaluation")).isFalse();
    assertThat(spec(again)).isEqualTo(spec(run));
  }
}
