package dev.assay.run.verdict.comparison.query;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.keyWith;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Pages;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Flips between runs whose answers are long. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class LargeFlipsTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;

  /** A run over so many items, all of them right or all wrong. */
  private UUID run(int items, boolean right) {
    UUID run = lab.launch(Lab.pushOf(items));
    List<Map<String, Object>> results =
        IntStream.range(0, items)
            .mapToObj(
                i ->
                    Map.<String, Object>of(
                        "item_id", "item-" + i, "output", right ? "a" + i : "no"))
            .toList();
    asAdmin()
        .body(Map.of("results", results))
        .post("/v1/runs/{id}/results", run)
        .then()
        .statusCode(200);
    lab.awaitEnd(run);
    return run;
  }

  private static Pages flips(UUID baseline, UUID other) {
    return Pages.of(
        keyWith("read"), "/v1/comparisons/flips?baseline=" + baseline + "&other=" + other);
  }

  @Test
  void shouldEndAPageBeforeItIsTooLarge() {
    // Given a hundred flips with two answers of 60 kB each
    UUID baseline = run(100, true);
    UUID other = run(100, false);
    lab.all(
        "update answers set output = to_json(repeat('x', 60000)) where run_id = any($1)",
        (Object) new UUID[] {baseline, other});

    // When
    Pages pages = flips(baseline, other).bounded();

    // Then each is on one of two pages, whole and in its place
    assertThat(pages.lengths()).hasSize(2);
    assertThat(pages.all("item_id"))
        .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(i -> "item-" + i).toList());
    assertThat(pages.rows())
        .allSatisfy(
            flip -> {
              assertThat(flip.path("cut").asBoolean()).isFalse();
              assertThat(flip.at("/other/output").asText()).hasSize(60_000);
            });
  }

  @Test
  void shouldShortenValuesThatAreLong() {
    // Given a long answer on both sides, a long input, and a long reason
    UUID baseline = run(4, true);
    UUID other = run(4, false);
    lab.all(
        "update answers set output = to_json(repeat('é\"', 1500000))"
            + " where n = 0 and run_id = any($1)",
        (Object) new UUID[] {baseline, other});
    lab.all(
        "update items set body = json_build_object('input', repeat('q', 3000000), 'expected', 'a1')"
            + " where position = 2"
            + " and dataset_version_id = (select dataset_version_id from runs where id = $1)",
        baseline);
    lab.all(
        "update scores set reason = repeat('r', 3000000) where run_id = $1 and n = 2", baseline);

    // When
    Pages pages = flips(baseline, other);

    // Then
    assertThat(pages.size()).isLessThan(20_000);
    List<JsonNode> rows = pages.rows();
    assertThat(rows)
        .extracting(row -> row.path("position").asInt() + " " + row.path("cut").asBoolean())
        .containsExactly("1 true", "2 true", "3 true", "4 false");
    assertThat(rows.get(0).path("input").asText()).isEqualTo("q0");
    assertThat(rows.get(0).at("/baseline/output").asText()).isEqualTo("é\"".repeat(250) + "…");
    assertThat(rows.get(1).path("input").asText()).isEqualTo("q".repeat(500) + "…");
    assertThat(rows.get(1).path("expected").asText()).isEqualTo("a1");
    assertThat(rows.get(2).at("/baseline/scores/exact_match/reason").asText())
        .isEqualTo("r".repeat(500) + "…");
    assertThat(rows.get(3).at("/baseline/output").asText()).isEqualTo("a3");

    // And the items of the runs have all of it
    JsonPath item =
        as(keyWith("read"))
            .get("/v1/runs/{id}/items/1", baseline)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(item.getString("answer.output")).hasSize(3_000_000);
  }
}
