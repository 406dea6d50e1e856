package dev.assay.run.results.archive;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import dev.assay.run.testing.TestApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run knows what it can be compared with, and what to begin with. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ComparableRunsTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private String dataset;

  @BeforeEach
  void start() {
    dataset = TestApi.unique("compared");
    asAdmin().body(Map.of("name", dataset)).post("/v1/datasets").then().statusCode(201);
    version("one");
  }

  @AfterEach
  void end() {
    worker.release();
    lab.quiet();
  }

  private void version(String expected) {
    asAdmin()
        .contentType("application/x-ndjson")
        .body(
            "{\"input\":\"q\",\"expected\":\"%s\"}"
                .formatted(expected)
                .getBytes(StandardCharsets.UTF_8))
        .post("/v1/datasets/{name}/versions", dataset)
        .then()
        .statusCode(201);
  }

  private Map<String, Object> launchOf(String name) {
    Map<String, Object> launch = new HashMap<>(Lab.launchOf(1));
    launch.put("name", name);
    launch.put("dataset", dataset);
    return launch;
  }

  private UUID ended(Map<String, Object> launch) {
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);
    return run;
  }

  private static JsonNode comparable(UUID run, String query) {
    return asAdmin()
        .get("/v1/runs/{id}/comparable" + query, run)
        .then()
        .statusCode(200)
        .extract()
        .as(JsonNode.class);
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.path("data").forEach(run -> ids.add(run.path("id").asText()));
    return ids;
  }

  private static List<String> texts(UUID... runs) {
    return List.of(runs).stream().map(UUID::toString).toList();
  }

  @Test
  void shouldListEndedRunsOverTheDatasetByItsVersions() {
    // Given runs over two versions, one that goes on, and one over another dataset
    UUID first = ended(launchOf("a"));
    UUID second = ended(launchOf("b"));
    UUID mine = ended(launchOf("c"));
    version("two");
    UUID later = ended(launchOf("d"));
    ended(Lab.launchOf(1));
    worker.holding(call -> true);
    lab.launch(launchOf("e"));

    // When
    JsonNode all = comparable(mine, "");

    // Then its own version comes first, the newest run first
    assertThat(ids(all)).isEqualTo(texts(second, first, later));
    assertThat(all.path("data").findValuesAsText("same_version"))
        .containsExactly("true", "true", "false");
    assertThat(all.path("data").findValuesAsText("dataset_version")).containsExactly("1", "1", "2");

    // and pages are the same list
    List<String> paged = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = comparable(mine, "?limit=1" + cursor);
      paged.addAll(ids(page));
      cursor =
          page.path("next_cursor").isNull() ? "" : "&cursor=" + page.get("next_cursor").asText();
    } while (!cursor.isEmpty());
    assertThat(paged).isEqualTo(ids(all));
  }

  @Test
  void shouldOfferTheRunBeforeOfTheSameEvaluationFirst() {
    // Given two runs of an evaluation with one of no evaluation between them, and a later one
    String evaluation = TestApi.unique("evaluation");
    Map<String, Object> definition = launchOf(evaluation);
    asAdmin().body(definition).put("/v1/evaluations/{name}", evaluation).then().statusCode(201);
    Map<String, Object> launch = Map.of("evaluation", evaluation);
    UUID before = ended(launch);
    ended(launchOf("between"));
    UUID mine = ended(launch);
    ended(launch);

    // When
    JsonNode suggested = comparable(mine, "").path("suggested");

    // Then
    assertThat(suggested.at("/run/id").asText()).isEqualTo(before.toString());
    assertThat(suggested.path("reason").asText()).contains(evaluation);

    // and of no evaluation the one of the same name
    UUID named = ended(launchOf("twice"));
    assertThat(comparable(ended(launchOf("twice")), "").at("/suggested/run/id").asText())
        .isEqualTo(named.toString());
  }

  @Test
  void shouldOfferTheBaselineElse() {
    // Given no run of the same name
    UUID pinned = ended(launchOf("pinned"));
    UUID mine = ended(launchOf("mine"));
    JsonNode nothing = comparable(mine, "").path("suggested");
    assertThat(nothing.path("run").isNull()).isTrue();
    assertThat(nothing.path("reason").asText()).contains("labelled").endsWith(".");

    // When a run is pinned, then another labelled
    asAdmin().body(Map.of("pinned", true)).patch("/v1/runs/{id}", pinned).then().statusCode(200);
    assertThat(comparable(mine, "").at("/suggested/run/id").asText()).isEqualTo(pinned.toString());
    Map<String, Object> labelled = launchOf("labelled");
    labelled.put("label", "baseline");
    UUID label = ended(labelled);

    // Then the label wins, and what the launch itself names wins over that
    assertThat(comparable(mine, "").at("/suggested/run/id").asText()).isEqualTo(label.toString());
    Map<String, Object> named = launchOf("named");
    named.put("baseline", pinned.toString());
    JsonNode own = comparable(ended(named), "").path("suggested");
    assertThat(own.at("/run/id").asText()).isEqualTo(pinned.toString());
    assertThat(own.path("reason").asText()).contains("launched with");
  }
}
