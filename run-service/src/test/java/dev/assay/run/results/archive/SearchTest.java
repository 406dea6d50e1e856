package dev.assay.run.results.archive;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One place finds names, and what items asked and were answered. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class SearchTest {
  @Beside FakeScoring scoring;
  private String key;
  private String dataset;

  @BeforeEach
  void start() {
    key = otherWorkspaceKey();
    dataset = unique("Invoices");
  }

  private JsonNode search(String text) {
    return as(key)
        .queryParam("q", text)
        .get("/v1/search")
        .then()
        .statusCode(200)
        .extract()
        .as(JsonNode.class);
  }

  private UUID launch(String name) {
    Map<String, Object> launch = Lab.pushOf(1);
    launch.put("name", name);
    launch.put(
        "dataset",
        Map.of(
            "name",
            dataset,
            "items",
            List.of(
                Map.of("id", "first", "input", "Where is my INVOICE from May?", "expected", "x"),
                Map.of("id", "second", "input", "Hello", "expected", "y"))));
    return UUID.fromString(
        as(key).body(launch).post("/v1/runs").then().statusCode(201).extract().path("id"));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @Test
  void shouldFindNamesAndContents() {
    // Given a run that has a word in its name, its dataset, one item, and one answer
    UUID run = launch("nightly invoice check");
    as(key)
        .body(
            Map.of(
                "results",
                List.of(
                    Map.of(
                        "item_id",
                        "second",
                        "output",
                        "x".repeat(300) + " see your Invoice " + "y".repeat(300)))))
        .post("/v1/runs/{id}/results", run)
        .then()
        .statusCode(200);

    as(key)
        .body(Map.of("name", "read-invoice", "prompt", "{{input}}"))
        .post("/v1/skills")
        .then()
        .statusCode(201);

    // When
    JsonNode found = search("invoice");

    // Then
    assertThat(found.path("runs").findValuesAsText("id")).containsExactly(run.toString());
    assertThat(texts(found.path("datasets"))).containsExactly(dataset);
    assertThat(texts(found.path("skills"))).containsExactly("read-invoice");
    assertThat(found.path("items").findValuesAsText("item_id")).containsExactly("first", "second");
    assertThat(found.path("items").findValuesAsText("in")).containsExactly("item", "answer");
    assertThat(found.path("items").findValuesAsText("excerpt"))
        .allSatisfy(text -> assertThat(text).containsIgnoringCase("invoice").hasSizeLessThan(200));
    assertThat(found.path("items").get(1).path("position").asInt()).isEqualTo(2);
    assertThat(found.at("/searched/complete").asBoolean()).isTrue();
    assertThat(found.at("/searched/units").asInt()).isEqualTo(2);

    // and what is built in, and nothing of other workspaces
    assertThat(texts(search("exact").path("scorers"))).contains("exact_match");
    assertThat(texts(search("simul").path("providers"))).containsExactly("simulated");
    JsonNode elsewhere =
        as(otherWorkspaceKey()).queryParam("q", "invoice").get("/v1/search").as(JsonNode.class);
    for (String kind : List.of("runs", "datasets", "evaluations", "items")) {
      assertThat(elsewhere.path(kind)).as(kind).isEmpty();
    }
  }

  @Test
  void shouldFindAtMostSoManyOfEachKind() {
    // Given
    for (int i = 0; i < 4; i++) {
      launch("many");
    }

    // When
    JsonNode found =
        as(key)
            .get("/v1/search?q=many&limit=3")
            .then()
            .statusCode(200)
            .extract()
            .as(JsonNode.class);

    // Then
    assertThat(found.path("runs")).hasSize(3);
    as(key).get("/v1/search").then().statusCode(422);
    as(key).get("/v1/search?q=").then().statusCode(422);
    as(key).get("/v1/search?q=x&limit=21").then().statusCode(422);
  }

  @Test
  void shouldTakeTextForWhatItIs() {
    launch("100 % _sure\\");
    assertThat(search("% _sure\\").path("runs")).hasSize(1);
    assertThat(search("0_").path("runs")).isEmpty();
  }
}
