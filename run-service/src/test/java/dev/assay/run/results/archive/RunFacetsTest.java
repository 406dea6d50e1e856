package dev.assay.run.results.archive;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Filters of the archive show how many runs they would leave. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class RunFacetsTest {
  @Beside FakeScoring scoring;
  private String key;

  @BeforeEach
  void start() {
    key = otherWorkspaceKey();
  }

  private UUID launch(String name, String alias, List<String> tags) {
    Map<String, Object> launch = Lab.pushOf(1);
    launch.put("name", name);
    launch.put("alias", alias);
    launch.put("tags", tags);
    return UUID.fromString(
        as(key).body(launch).post("/v1/runs").then().statusCode(201).extract().path("id"));
  }

  private JsonNode read(String path) {
    return as(key).get(path).then().statusCode(200).extract().as(JsonNode.class);
  }

  private static Map<String, Integer> counts(JsonNode values) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    values.forEach(v -> counts.put(v.path("value").asText(), v.path("count").asInt()));
    return counts;
  }

  @Test
  void shouldCountWhatEachValueWouldLeave() {
    // Given
    launch("one", "a", List.of("x", "y"));
    launch("two", "a", List.of("x"));
    UUID gone = launch("three", "b", List.of("x"));
    as(key).post("/v1/runs/{id}/cancel", gone).then().statusCode(200);

    // When nothing is asked for
    JsonNode all = read("/v1/runs/facets");

    // Then
    assertThat(all.path("total").asInt()).isEqualTo(3);
    assertThat(all.path("complete").asBoolean()).isTrue();
    assertThat(counts(all.path("alias"))).isEqualTo(Map.of("a", 2, "b", 1));
    assertThat(counts(all.path("tag"))).isEqualTo(Map.of("x", 3, "y", 1));
    assertThat(counts(all.path("status")).values().stream().mapToInt(k -> k).sum()).isEqualTo(3);

    // and the counts of a field say what another value of it would leave
    JsonNode narrowed = read("/v1/runs/facets?alias=a");
    assertThat(narrowed.path("total").asInt()).isEqualTo(2);
    assertThat(counts(narrowed.path("alias"))).isEqualTo(Map.of("a", 2, "b", 1));
    assertThat(counts(narrowed.path("tag"))).isEqualTo(Map.of("x", 2, "y", 1));
    JsonNode both = read("/v1/runs/facets?alias=a&tag=y");
    assertThat(both.path("total").asInt()).isEqualTo(1);
    assertThat(counts(both.path("alias"))).isEqualTo(Map.of("a", 1));
  }

  @Test
  void shouldHaveTheMostFrequentValuesOnly() {
    // Given more tags than are counted, the last of them twice
    for (int i = 0; i < FacetsQuery.MOST + 3; i++) {
      launch("run", "a", List.of("t" + i));
    }
    launch("run", "a", List.of("t" + (FacetsQuery.MOST + 2)));

    // When
    JsonNode tags = read("/v1/runs/facets").path("tag");

    // Then
    assertThat(tags).hasSize(FacetsQuery.MOST);
    assertThat(tags.path(0).path("value").asText()).isEqualTo("t" + (FacetsQuery.MOST + 2));
    assertThat(tags.path(0).path("count").asInt()).isEqualTo(2);
  }

  @Test
  void shouldFindRunsByATextInNameAliasOrTag() {
    // Given
    UUID byName = launch("Support nightly", "a", List.of());
    UUID byAlias = launch("two", "big-SUPPORT", List.of());
    UUID byTag = launch("three", "b", List.of("team:support"));
    launch("other", "c", List.of("x"));

    // When
    JsonNode found = read("/v1/runs?q=supPort");

    // Then the newest first, and counts go by it, too
    List<String> ids = new ArrayList<>();
    found.path("data").forEach(run -> ids.add(run.path("id").asText()));
    assertThat(ids).containsExactly(byTag.toString(), byAlias.toString(), byName.toString());
    assertThat(read("/v1/runs/facets?q=support").path("total").asInt()).isEqualTo(3);
    assertThat(read("/v1/runs?q=%25").path("data")).isEmpty();
    as(key).get("/v1/runs?q=" + "x".repeat(1_001)).then().statusCode(422);
  }
}
