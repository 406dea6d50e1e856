package dev.assay.run.engine.intake;

import static dev.assay.run.testing.Lab.isItem;
import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.error.ErrorCode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** From a launch to a verdict over the real wire, also when a run ends before its items do. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class MainPathTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @Test
  void shouldSettleEveryItemAndEndWithAVerdict() {
    // Given
    worker.answeringOne(
        call ->
            isItem(call, 1)
                ? Replies.wrong(call)
                : isItem(call, 2)
                    ? Replies.failed(call, ErrorCode.PROVIDER_TIMEOUT)
                    : Replies.right(call));
    Map<String, Object> launch = launchOf(40);
    launch.put("gate", List.of(Map.of("type", "pass_rate", "min", 0.9)));
    launch.put("star_metric", Map.of("scorer", "exact_match", "threshold", 0.9));

    // When
    UUID run = lab.launch(launch);

    // Then
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getString("status")).isEqualTo("partially_successful");
    assertThat(end.getInt("counts.passed")).isEqualTo(38);
    assertThat(end.getInt("counts.failed")).isEqualTo(1);
    assertThat(end.getInt("counts.errored")).isEqualTo(1);
    assertThat(end.getString("verdict")).isEqualTo("pass");
    assertThat(end.getBoolean("pass_status")).isTrue();
    assertThat(end.getInt("criteria.size()")).isEqualTo(1);
    assertThat(end.getString("finished_at")).isNotNull();
    assertThat(worker.calls(run)).hasSize(40);
    assertThat(
            lab.one(
                    "select data from events where run_id = $1 and type = 'run.status'"
                        + " order by seq desc limit 1",
                    run)
                .getString("data"))
        .contains("\"verdict\":\"pass\"", "\"to\":\"partially_successful\"");
  }

  @Test
  void shouldWalkThroughEveryStatusInOrder() {
    // When
    UUID run = lab.launch(launchOf(5));
    lab.awaitEnd(run);

    // Then
    assertThat(
            lab
                .all(
                    "select data::json->>'to' as moved from events where run_id = $1"
                        + " and type = 'run.status' order by seq",
                    run)
                .stream()
                .map(row -> row.getString("moved")))
        .containsExactly("queued", "running_dataset", "evaluating_results", "successful");
  }

  @Test
  void shouldFailTheGateWhenTooFewPass() {
    // Given
    worker.answeringOne(Replies::wrong);
    Map<String, Object> launch = launchOf(10);
    launch.put("gate", List.of(Map.of("type", "pass_rate", "min", 0.9)));

    // When
    JsonPath end = lab.awaitEnd(lab.launch(launch));

    // Then
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.getString("verdict")).isEqualTo("fail");
  }

  @Test
  void shouldKeepErrorsOfScorersApartFromMissedThresholds() {
    // Given
    Map<String, Object> launch = launchOf(4);
    launch.put("scorers", List.of("exact_match", "unmeasurable"));

    // When
    JsonPath end = lab.awaitEnd(lab.launch(launch));

    // Then
    assertThat(end.getString("status")).isEqualTo("failed");
    assertThat(end.getInt("counts.errored")).isEqualTo(4);
    assertThat(end.getInt("counts.failed")).isZero();
  }

  @Test
  void shouldSkipItemsToWhichNoScorerApplies() {
    // Given
    Map<String, Object> launch = launchOf(3);
    launch.put("scorers", List.of("not_applicable"));

    // When
    UUID run = lab.launch(launch);
    JsonPath end = lab.awaitEnd(run);

    // Then
    lab.holds(run);
    assertThat(end.getInt("counts.skipped")).isEqualTo(3);
  }

  @Test
  void shouldPassItemsWithoutAnyScorer() {
    // Given
    Map<String, Object> launch = launchOf(3);
    launch.put("scorers", List.of());

    // When
    JsonPath end = lab.awaitEnd(lab.launch(launch));

    // Then
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.getList("warnings.code", String.class)).contains("NO_SCORERS");
  }

  @Test
  void shouldEndARunWhoseCallsMostlyFail() {
    // Given
    worker.answeringOne(
        call ->
            call.unit().n() % 4 == 0
                ? Replies.right(call)
                : Replies.failed(call, ErrorCode.PROVIDER_ERROR));
    Map<String, Object> launch = launchOf(200);
    launch.put("concurrency", 1);
    launch.put("fail_fast", Map.of("error_rate", 0.5, "after", 12));

    // When
    JsonPath end = lab.awaitEnd(lab.launch(launch));

    // Then
    assertThat(end.getString("status")).isEqualTo("partially_successful");
    assertThat(end.getString("error.code")).isEqualTo("FAIL_FAST");
    assertThat(end.getInt("counts.skipped")).isGreaterThan(50);
  }

  @Test
  void shouldStopAskingWhenTheTokensAreUsedUp() {
    // Given
    Map<String, Object> launch = launchOf(200);
    launch.put("concurrency", 1);
    launch.put("budget", Map.of("max_tokens", 150));
    launch.put("gate", List.of(Map.of("type", "pass_rate", "min", 0.5)));

    // When
    UUID run = lab.launch(launch);
    JsonPath end = lab.awaitEnd(run);

    // Then
    lab.holds(run);
    assertThat(end.getString("status")).isEqualTo("partially_successful");
    assertThat(end.getString("error.code")).isEqualTo("BUDGET_TOKENS");
    assertThat(end.getInt("counts.passed")).isBetween(10, 100);
    assertThat(
            lab.one(
                    "select count(*) as k from units where run_id = $1 and status = 'skipped'"
                        + " and reason = 'BUDGET_TOKENS'",
                    run)
                .getLong("k"))
        .isEqualTo(end.getInt("counts.skipped"));
  }

  @Test
  void shouldStopAskingWhenTheTimeIsUsedUp() {
    // Given
    Map<String, Object> launch = launchOf(200);
    launch.put("concurrency", 1);
    launch.put("budget", Map.of("max_duration_s", 1));
    worker.holding(call -> true);
    UUID run = lab.launch(launch);

    // When
    await().atMost(Lab.LONG).until(() -> lab.show(run).getInt("counts.skipped") > 0);
    worker.release();

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getString("error.code")).isEqualTo("BUDGET_DURATION");
    assertThat(end.getString("status")).isEqualTo("partially_successful");
  }

  @Test
  void shouldEndARunWhoseProviderWasDeleted() {
    // Given
    String provider = unique("gone");
    asAdmin()
        .body(Map.of("name", provider, "kind", "simulated"))
        .post("/v1/providers")
        .then()
        .statusCode(201);
    Map<String, Object> launch = launchOf(100);
    launch.put("target", Map.of("provider", provider, "model", "sim"));
    launch.put("concurrency", 1);
    worker.holding(call -> true);
    UUID run = lab.launch(launch);
    await().atMost(Lab.LONG).until(() -> !worker.held(run).isEmpty());

    // When
    asAdmin().delete("/v1/providers/{name}", provider).then().statusCode(204);
    worker.release();

    // Then
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getString("error.code")).isEqualTo("UNKNOWN_PROVIDER");
    assertThat(end.getInt("counts.skipped")).isGreaterThan(0);
    assertThat(end.getInt("counts.errored")).isGreaterThan(0);
  }

  @Test
  void shouldMakeTheErrorOfAnItemThatDoesNotFitThePrompt() {
    // Given
    List<Map<String, Object>> items = new ArrayList<>(Lab.items(2));
    items.set(
        1, Map.of("id", "fits", "input", "q", "expected", "a", "extra", Map.of("topic", "x")));
    Map<String, Object> launch = launchOf(1);
    launch.put("dataset", Map.of("name", unique("items"), "items", items));
    launch.put(
        "target",
        Map.of(
            "provider",
            "simulated",
            "model",
            "sim",
            "prompt",
            Map.of("user", "{{input}} on {{item.extra.topic}}")));

    // When
    UUID run = lab.launch(launch);
    JsonPath end = lab.awaitEnd(run);

    // Then
    assertThat(end.getInt("counts.passed")).isEqualTo(1);
    assertThat(
            lab.one("select error_code from units where run_id = $1 and status = 'error'", run)
                .getString("error_code"))
        .isEqualTo("PROMPT_FAILED");
  }
}
