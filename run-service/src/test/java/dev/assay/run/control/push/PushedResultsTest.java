package dev.assay.run.control.push;

import static dev.assay.run.testing.Lab.pushOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.assay.common.status.RunStatus;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class PushedResultsTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;

  @SafeVarargs
  private static ValidatableResponse push(UUID run, Map<String, Object>... results) {
    return asAdmin()
        .body(Map.of("results", Arrays.asList(results)))
        .post("/v1/runs/{id}/results", run)
        .then();
  }

  private static Map<String, Object> result(int item, Object output) {
    return Map.of("item_id", "item-" + item, "output", output);
  }

  @Test
  void shouldScoreWhatIsPushedAndSkipTheRest() {
    // Given
    UUID run = lab.launch(pushOf(5));

    // When
    push(run, result(0, "a0"), result(1, "not a1"))
        .statusCode(200)
        .body("accepted", equalTo(2))
        .body("ignored", equalTo(0));
    push(run, Map.of("item_id", "item-2", "error", "it broke")).statusCode(200);
    lab.act(run, "complete");

    // Then
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getString("status")).isEqualTo("partially_successful");
    assertThat(end.getInt("counts.passed")).isEqualTo(1);
    assertThat(end.getInt("counts.failed")).isEqualTo(1);
    assertThat(end.getInt("counts.errored")).isEqualTo(1);
    assertThat(end.getInt("counts.skipped")).isEqualTo(2);
    assertThat(
            lab.one("select error_code from units where run_id = $1 and status = 'error'", run)
                .getString("error_code"))
        .isEqualTo("TARGET_ERROR");
  }

  @Test
  void shouldEndByItselfWithTheLastResult() {
    // Given
    UUID run = lab.launch(pushOf(2));

    // When
    push(run, result(0, "a0")).statusCode(200);
    push(run, result(1, "a1")).statusCode(200);

    // Then
    assertThat(lab.awaitEnd(run).getString("status")).isEqualTo("successful");
    lab.act(run, "complete");
    assertThat(lab.show(run).getString("status")).isEqualTo("successful");
  }

  /** The report q-push-twice: the first counts. */
  @Test
  void shouldIgnoreAndCountWhatComesAgain() {
    // Given
    UUID run = lab.launch(pushOf(3));

    // When
    push(run, result(0, "a0"), result(0, "other"))
        .body("accepted", equalTo(1))
        .body("ignored", equalTo(1));
    push(run, result(0, "other")).body("accepted", equalTo(0)).body("ignored", equalTo(1));

    // Then
    assertThat(
            lab.one("select output::text as output from answers where run_id = $1", run)
                .getString("output"))
        .isEqualTo("\"a0\"");
    lab.holds(run);
  }

  @Test
  void shouldIgnoreTheLastBatchWhenItComesAgain() {
    // Given a run that its last batch has ended
    UUID run = lab.launch(pushOf(2));
    Map<String, Object> broken = Map.of("item_id", "item-0", "error", "it broke");
    push(run, broken, result(1, "a1")).statusCode(200).body("accepted", equalTo(2));
    lab.awaitEnd(run);

    // When / Then
    push(run, broken, result(1, "a1"), result(9, "x"))
        .statusCode(200)
        .body("accepted", equalTo(0))
        .body("ignored", equalTo(2))
        .body("unknown", contains("item-9"));
    lab.holds(run);
  }

  @Test
  void shouldTakeNothingNewAfterTheRunWasCompleted() {
    // Given
    UUID run = lab.launch(pushOf(2));
    push(run, result(0, "a0")).statusCode(200);
    lab.act(run, "complete");
    lab.awaitEnd(run);

    // When / Then
    push(run, result(0, "a0")).statusCode(200).body("ignored", equalTo(1));
    push(run, result(0, "a0"), result(1, "a1")).statusCode(409);
    push(run, result(9, "x")).statusCode(409);
    lab.act(run, "complete");
    lab.holds(run);
  }

  @Test
  void shouldNameItemsThatTheRunDoesNotHave() {
    // Given
    UUID run = lab.launch(pushOf(2));

    // When / Then
    push(
            run,
            result(0, "a0"),
            result(77, "x"),
            Map.of("item_id", "item-1", "repeat", 5, "output", "x"))
        .statusCode(200)
        .body("accepted", equalTo(1))
        .body("ignored", equalTo(0))
        .body("unknown", contains("item-77", "item-1"));
  }

  @Test
  void shouldTakeAnyJsonAndWhatComesWithIt() {
    // Given
    UUID run = lab.launch(pushOf(1));

    // When
    push(
            run,
            Map.of(
                "item_id",
                "item-0",
                "output",
                Map.of("answer", List.of(1, 2)),
                "latency_ms",
                120,
                "usage",
                Map.of("input", 7, "output", 3),
                "trace_id",
                "t-1",
                "metadata",
                Map.of("host", "h")))
        .statusCode(200);

    // Then
    lab.awaitEnd(run);
    assertThat(
            lab.one("select latency_ms, tokens_in, tokens_out from units where run_id = $1", run)
                .getInteger("latency_ms"))
        .isEqualTo(120);
    assertThat(lab.one("select tokens_in from runs where id = $1", run).getLong("tokens_in"))
        .isEqualTo(7);
    assertThat(lab.one("select trace_id from answers where run_id = $1", run).getString("trace_id"))
        .isEqualTo("t-1");
  }

  @Test
  void shouldTakeResultsOfEveryRepeat() {
    // Given
    Map<String, Object> launch = pushOf(1);
    launch.put("repeats", 2);
    UUID run = lab.launch(launch);

    // When
    push(
        run,
        Map.of("item_id", "item-0", "repeat", 0, "output", "a0"),
        Map.of("item_id", "item-0", "repeat", 1, "output", "no"));

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getInt("counts.passed")).isEqualTo(1);
    assertThat(end.getInt("counts.failed")).isEqualTo(1);
  }

  @Test
  void shouldSayWhichResultsAreNotValid() {
    // Given
    UUID run = lab.launch(pushOf(1));

    // When / Then
    push(run, result(0, "a0"), Map.of("output", "x"), Map.of("item_id", "item-0"))
        .statusCode(422)
        .body("violations.field", contains("results[1].item_id", "results[2]"));
    asAdmin()
        .body(Map.of("results", List.of()))
        .post("/v1/runs/{id}/results", run)
        .then()
        .statusCode(422)
        .body("violations.field", hasItem("results"));
    assertThat(lab.show(run).getString("status")).isEqualTo("queued");
  }

  @Test
  void shouldTakeNoResultsOfARunThatAsksAModel() {
    // Given
    UUID run = lab.launch(Lab.launchOf(1));

    // When / Then
    push(run, result(0, "a0"))
        .statusCode(409)
        .body("code", equalTo("ILLEGAL_STATE"))
        .body("detail", containsString("push"));
    asAdmin().post("/v1/runs/{id}/complete", run).then().statusCode(409);
  }

  @Test
  void shouldTakeNoResultsAfterTheEnd() {
    // Given
    UUID run = lab.launch(pushOf(1));
    lab.act(run, "cancel");
    lab.awaitStatus(run, RunStatus.CANCELLED);

    // When / Then
    push(run, result(0, "a0")).statusCode(409).body("detail", containsString("cancelled"));
    asAdmin().post("/v1/runs/{id}/complete", run).then().statusCode(409);
  }

  @Test
  void shouldFailARunThatIsCompletedWithoutAnyResult() {
    // Given
    UUID run = lab.launch(pushOf(3));

    // When
    lab.act(run, "complete");

    // Then
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getString("status")).isEqualTo("failed");
    assertThat(end.getInt("counts.skipped")).isEqualTo(3);
  }
}
