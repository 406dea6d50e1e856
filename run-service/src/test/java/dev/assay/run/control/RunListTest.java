package dev.assay.run.control;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

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
import org.junit.jupiter.api.Test;

/** The list of runs in another order than theirs. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class RunListTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  /** An ended run with a tag, of which so many answers are wrong. */
  private UUID ended(String tag, int wrong) {
    worker.answeringOne(
        call ->
            Integer.parseInt(call.itemId().substring("item-".length())) < wrong
                ? Replies.wrong(call)
                : Replies.right(call));
    Map<String, Object> launch = Lab.launchOf(4);
    launch.put("tags", List.of(tag));
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);
    return run;
  }

  private static JsonPath list(String query) {
    return asAdmin().get("/v1/runs?" + query).then().statusCode(200).extract().jsonPath();
  }

  @Test
  void shouldListTheWorstFirstAndThenOn() {
    // Given
    String tag = unique("tag");
    UUID half = ended(tag, 2);
    UUID best = ended(tag, 0);
    UUID worst = ended(tag, 3);

    // When
    JsonPath first = list("order=pass_rate&limit=2&tag=" + tag);
    JsonPath second =
        list("order=pass_rate&limit=2&tag=" + tag + "&cursor=" + first.getString("next_cursor"));

    // Then
    assertThat(first.getList("data.id")).containsExactly(worst.toString(), half.toString());
    assertThat(second.getList("data.id")).containsExactly(best.toString());
    assertThat(second.getString("next_cursor")).isNull();
    assertThat(list("order=-pass_rate&tag=" + tag).getList("data.id"))
        .containsExactly(best.toString(), half.toString(), worst.toString());
  }

  @Test
  void shouldForgetThePassRateOfARunThatIsScoredAgain() {
    // Given
    UUID run = ended(unique("tag"), 1);
    assertThat(rate(run)).isEqualTo(0.75);

    // When nothing can fail any more
    asAdmin()
        .body(Map.of("scorers", List.of("levenshtein")))
        .post("/v1/runs/{id}/rescore", run)
        .then()
        .statusCode(200);

    // Then
    lab.awaitEnd(run);
    assertThat(rate(run)).isNull();
  }

  private Double rate(UUID run) {
    return lab.one("select pass_rate from runs where id = $1", run).getDouble(0);
  }

  @Test
  void shouldRefuseAnOrderThatThereIsNot() {
    as(otherWorkspaceKey())
        .get("/v1/runs?order=pasrate")
        .then()
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"))
        .body("violations[0].field", equalTo("order"))
        .body("detail", containsString("duration_ms"));
  }
}
