package dev.assay.run.runs.listing;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Pages;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists of runs that have much to say of themselves, and of what was said of their items. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class LargeRunsTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;
  @Beside FakeWorker worker;
  private final List<UUID> made = new ArrayList<>();

  /** Nobody else is to read what is large here. */
  @AfterEach
  void end() {
    lab.all(
        "update runs set metadata = '{}', spec = (spec::jsonb - 'pad')::json where id = any($1)",
        (Object) made.toArray(UUID[]::new));
  }

  private UUID ended(Map<String, Object> launch) {
    worker.answeringOne(Replies::right);
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);
    made.add(run);
    return run;
  }

  private void change(String sql) {
    lab.all(sql, (Object) made.toArray(UUID[]::new));
  }

  @Test
  void shouldEndAPageOfRunsBeforeItIsTooLarge() {
    // Given five runs with three megabytes of metadata each
    String tag = unique("large");
    for (int i = 0; i < 5; i++) {
      Map<String, Object> launch = Lab.launchOf(1);
      launch.put("name", "run " + i);
      launch.put("tags", List.of(tag));
      ended(launch);
    }
    change(
        "update runs set metadata = json_build_object('note', repeat('x', 3000000))"
            + " where id = any($1)");
    String key = keyWith("read");

    // When
    Pages newest = Pages.of(key, "/v1/runs?tag=" + tag).bounded();
    Pages byName = Pages.of(key, "/v1/runs?order=name&tag=" + tag).bounded();

    // Then
    assertThat(newest.lengths()).containsExactly(2, 2, 1);
    assertThat(newest.all("name")).containsExactly("run 4", "run 3", "run 2", "run 1", "run 0");
    assertThat(byName.lengths()).containsExactly(2, 2, 1);
    assertThat(byName.all("name")).containsExactly("run 0", "run 1", "run 2", "run 3", "run 4");
    assertThat(byName.rows().get(4).at("/metadata/note").asText()).hasSize(3_000_000);
  }

  @Test
  void shouldCompareAllRunsOfAGroupThatAreMoreThanAPage() {
    // Given four runs that were launched together
    Map<String, Object> launch = Lab.launchOf(2);
    launch.remove("target");
    launch.put(
        "targets",
        IntStream.range(0, 4)
            .mapToObj(i -> Map.of("provider", "simulated", "model", "m" + i, "alias", "a" + i))
            .toList());
    worker.answeringOne(Replies::right);
    JsonPath group =
        asAdmin().body(launch).post("/v1/runs").then().statusCode(201).extract().jsonPath();
    for (String id : group.getList("runs.id", String.class)) {
      made.add(UUID.fromString(id));
      lab.awaitEnd(UUID.fromString(id));
    }
    change(
        "update runs set metadata = json_build_object('note', repeat('x', 3000000))"
            + " where id = any($1)");

    // When / Then
    asAdmin()
        .get("/v1/comparisons?group={g}", group.getString("group"))
        .then()
        .statusCode(200)
        .body("sides", hasSize(4));
  }

  @Test
  void shouldEndAPageOfComparableRunsBeforeTooMuchIsReadForIt() {
    // Given six runs over the same items whose definitions are large
    Map<String, Object> launch = Lab.launchOf(1);
    UUID first = ended(launch);
    launch.put("dataset", lab.show(first).getString("dataset.name"));
    for (int i = 0; i < 5; i++) {
      ended(launch);
    }
    change(
        "update runs set spec = (spec::jsonb || jsonb_build_object('pad', repeat('x', 3000000)))"
            + "::json where id = any($1)");

    // When
    Pages pages = Pages.of(keyWith("read"), "/v1/runs/" + first + "/comparable");

    // Then all others, the newest first
    assertThat(pages.lengths()).containsExactly(2, 2, 1);
    assertThat(pages.all("id"))
        .containsExactly(
            made.get(5).toString(),
            made.get(4).toString(),
            made.get(3).toString(),
            made.get(2).toString(),
            made.get(1).toString());
    assertThat(pages.rows())
        .allSatisfy(
            row -> assertThat(row.at("/shared_scorers/0").asText()).isEqualTo("exact_match"));
  }

  @Test
  void shouldShortenWhatIsSaidOfItemsInTheirList() {
    // Given reasons and a fault of three megabytes each
    UUID run = ended(Lab.launchOf(3));
    lab.all("update scores set reason = repeat('r', 3000000) where run_id = $1", run);
    lab.all(
        "update units set error_code = 'TARGET_ERROR', error_message = repeat('e', 3000000)"
            + " where run_id = $1 and n = 0",
        run);
    lab.all("update answers set refusal = repeat('n', 3000000) where run_id = $1", run);
    String key = keyWith("read");

    // When
    Pages pages = Pages.of(key, "/v1/runs/" + run + "/items");

    // Then the list has the beginning and the item all of it
    assertThat(pages.lengths()).containsExactly(3);
    assertThat(pages.size()).isLessThan(50_000);
    JsonNode item = pages.rows().get(0);
    assertThat(item.at("/scores/exact_match/reason").asText()).isEqualTo("r".repeat(500) + "…");
    assertThat(item.at("/error/message").asText()).isEqualTo("e".repeat(500) + "…");
    assertThat(item.at("/unmeasured").toString()).contains("refused");
    JsonPath whole =
        as(key)
            .get("/v1/runs/{id}/items/{n}", run, item.path("position").asInt())
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(whole.getString("scores[0].reason")).hasSize(3_000_000);
    assertThat(whole.getString("summary.error.message")).hasSize(3_000_000);
    assertThat(whole.getString("answer.refusal")).hasSize(3_000_000);
  }
}
