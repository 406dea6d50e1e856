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
  void shouldOfferTheSameTargetOfTheLaunchBefore() {
    // Given three launches of two targets each, the last by aliases
    Map<String, Object> several = launchOf(TestApi.unique("several"));
    several.put("targets", List.of(target("a", null), target("b", null)));
    several.remove("target");
    List<UUID> first = group(several);
    List<UUID> second = group(several);

    // Then no target of a launch comes before the other
    assertThat(before(first.get(0))).isEmpty();
    assertThat(before(first.get(1))).isEmpty();
    assertThat(before(second.get(0))).isEqualTo(first.get(0).toString());
    assertThat(before(second.get(1))).isEqualTo(first.get(1).toString());

    // and an alias says which is which, whatever model it has now
    several.put("targets", List.of(target("a", "left"), target("b", "right")));
    List<UUID> third = group(several);
    several.put("targets", List.of(target("b", "left"), target("a", "right")));
    List<UUID> fourth = group(several);
    assertThat(before(third.get(1))).isEqualTo(second.get(1).toString());
    assertThat(before(fourth.get(0))).isEqualTo(third.get(0).toString());
    assertThat(before(fourth.get(1))).isEqualTo(third.get(1).toString());
  }

  private static Map<String, Object> target(String model, String alias) {
    Map<String, Object> target = new HashMap<>(Map.of("provider", "simulated", "model", model));
    if (alias != null) {
      target.put("alias", alias);
    }
    return target;
  }

  private List<UUID> group(Map<String, Object> launch) {
    List<String> ids =
        asAdmin()
            .body(launch)
            .post("/v1/runs")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath()
            .getList("runs.id");
    ids.forEach(id -> lab.awaitEnd(UUID.fromString(id)));
    return ids.stream().map(UUID::fromString).toList();
  }

  private static String before(UUID run) {
    return comparable(run, "").at("/suggested/run/id").asText("");
  }

  @Test
  void shouldHoldNoSampleAgainstTheWhole() {
    // Given a dataset of two items and a launch of the whole, then of one item, then of all again
    version("one\"}\n{\"input\":\"r\",\"expected\":\"two");
    Map<String, Object> whole = launchOf(TestApi.unique("whole"));
    Map<String, Object> sample = new HashMap<>(whole);
    sample.put("dataset", Map.of("name", dataset, "limit", 1));
    UUID first = ended(whole);
    UUID little = ended(sample);
    UUID again = ended(whole);

    // Then the sample is neither before the whole nor after it
    assertThat(before(little)).isEmpty();
    assertThat(before(again)).isEqualTo(first.toString());
    assertThat(before(ended(sample))).isEqualTo(little.toString());
    asAdmin().body(Map.of("pinned", true)).patch("/v1/runs/{id}", little).then().statusCode(200);
    assertThat(before(first)).isEmpty();

    // and is listed as what it is; a limit that leaves nothing out is the whole
    JsonNode listed = comparable(again, "");
    assertThat(ids(listed).get(1)).isEqualTo(little.toString());
    assertThat(listed.at("/data/1/same_part").asBoolean()).isFalse();
    assertThat(listed.at("/data/2/same_part").asBoolean()).isTrue();
    Map<String, Object> ample = new HashMap<>(whole);
    ample.put("dataset", Map.of("name", dataset, "limit", 5));
    assertThat(before(ended(ample))).isEqualTo(again.toString());
  }

  @Test
  void shouldSayByWhichScorersItCanBeCompared() {
    Map<String, Object> launch = launchOf("scored");
    UUID first = ended(launch);
    UUID same = ended(launch);
    launch.put("scorers", List.of(Map.of("id", "levenshtein", "key", "exact_match")));
    UUID otherwise = ended(launch);

    JsonNode listed = comparable(first, "");
    assertThat(ids(listed)).isEqualTo(texts(otherwise, same));
    assertThat(listed.at("/data/0/shared_scorers")).isEmpty();
    assertThat(listed.at("/data/1/shared_scorers").get(0).asText()).isEqualTo("exact_match");
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
