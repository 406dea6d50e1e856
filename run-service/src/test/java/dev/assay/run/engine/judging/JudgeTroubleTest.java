package dev.assay.run.engine.judging;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.Replies.isJudge;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Usage;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Judges that are gone, interrupted, or too dear. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class JudgeTroubleTest {
  private static final Map<String, Object> JUDGE = Map.of("provider", "simulated", "model", "wise");

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @BeforeEach
  void start() {
    worker.answeringOne(Replies.judging(0.9));
  }

  private static Map<String, Object> judged(int items, Object... scorers) {
    Map<String, Object> launch = launchOf(items);
    launch.put("judge", JUDGE);
    launch.put("scorers", List.of(scorers));
    return launch;
  }

  @Test
  void shouldFailOnlyTheJudgeWhoseProviderWasDeleted() {
    // Given
    String gone = unique("judge");
    asAdmin()
        .body(Map.of("name", gone, "kind", "openai", "base_url", "https://api.example.com/v1"))
        .post("/v1/providers")
        .then()
        .statusCode(201);
    worker.holding(call -> !isJudge(call));
    UUID run =
        lab.launch(
            judged(
                3,
                Map.of("id", "llm_judge", "key", "there"),
                Map.of(
                    "id",
                    "llm_judge",
                    "key",
                    "gone",
                    "judge",
                    Map.of("provider", gone, "model", "m"))));
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 3);

    // When
    asAdmin().delete("/v1/providers/" + gone).then().statusCode(204);
    worker.release();
    JsonPath end = lab.awaitEnd(run);

    // Then
    assertThat(end.getInt("counts.errored")).isEqualTo(3);
    assertThat(end.getInt("summary.scorers.gone.errors")).isEqualTo(3);
    assertThat(end.getInt("summary.scorers.there.count")).isEqualTo(3);
    assertThat(end.getInt("summary.scorers.there.errors")).isZero();
  }

  @Test
  void shouldShowCanariesAgainWhenACancelCameBetween() {
    // Given
    worker.holding(Replies::isJudge);
    UUID run = lab.launch(judged(2, Map.of("id", "wary_judge", "threshold", 0.8)));
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 5);
    lab.act(run, "cancel");
    lab.awaitEnd(run);

    // When
    worker.release();
    lab.act(run, "resume");
    JsonPath end = lab.awaitEnd(run);

    // Then
    assertThat((Object) end.get("canaries.wary_judge.injected.score")).isNotNull();
  }

  @Test
  void shouldBookWhatAJudgeCostThatFailed() {
    // Given
    worker.answeringOne(
        call ->
            isJudge(call)
                ? Replies.made(
                    Replies.paid(call, new Usage(7, 0, 3, 0), 0.5),
                    Replies.failed(call, ErrorCode.PROVIDER_TIMEOUT))
                : Replies.right(call));

    // When
    JsonPath end = lab.awaitEnd(lab.launch(judged(2, Map.of("id", "llm_judge"))));

    // Then
    assertThat(end.getInt("counts.errored")).isEqualTo(2);
    assertThat(end.getDouble("summary.usage.judge.billed.cost")).isEqualTo(1.0);
    assertThat(end.getDouble("cost")).isBetween(1.0019, 1.0021);
  }

  @Test
  void shouldBookWhatItCostToShowAJudgeAnswersWhoseWorthIsKnown() {
    // Given a run whose own answers are judged after those
    worker.holding(call -> isJudge(call) && call.unit().n() > 0);
    UUID run = lab.launch(judged(3, Map.of("id", "wary_judge", "threshold", 0.8)));
    await()
        .atMost(Lab.LONG)
        .until(() -> lab.show(run).get("canaries.wary_judge.injected.score") != null);

    // When
    worker.release();
    JsonPath end = lab.awaitEnd(run);

    // Then 3 answers, 3 judgements and 3 canaries at 0.001 each
    assertThat(end.getDouble("cost")).isBetween(0.0089, 0.0091);
    assertThat(end.getDouble("summary.usage.judge.billed.cost")).isBetween(0.0059, 0.0061);
    assertThat(end.getDouble("summary.usage.judge.useful.cost")).isBetween(0.0029, 0.0031);
  }

  @Test
  void shouldNotKnowTheCostWhenNobodyKnowsWhatAJudgeWasPaid() {
    // Given
    worker.answeringOne(
        call ->
            isJudge(call)
                ? Replies.made(
                    Replies.unknown(call), Replies.failed(call, ErrorCode.PROVIDER_TIMEOUT))
                : Replies.right(call));

    // When
    UUID run = lab.launch(judged(1, Map.of("id", "llm_judge")));
    lab.awaitEnd(run);

    // Then
    assertThat(
            lab.one("select cost_unknown from runs where id = $1", run).getBoolean("cost_unknown"))
        .isTrue();
  }

  @Test
  void shouldKeepInTheLedgerWhatAJudgeSpentBeforeItWasStopped() {
    // Given
    worker.holding(Replies::isJudge);
    UUID run = lab.launch(judged(2, Map.of("id", "llm_judge")));
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 2);

    // When
    lab.act(run, "cancel");
    worker.answeringOne(
        call ->
            Replies.made(Replies.paid(call, new Usage(7, 0, 3, 0), 0.5), Replies.cancelled(call)));
    worker.release();
    lab.awaitEnd(run);

    // Then
    await()
        .atMost(Lab.LONG)
        .until(
            () ->
                lab.one(
                            "select count(*) as k from attempts where run_id = $1 and cost = 0.5"
                                + " and question = 'llm_judge'",
                            run)
                        .getLong("k")
                    == 2);
    assertThat(lab.all("select n from scores where run_id = $1", run)).isEmpty();
  }

  @Test
  void shouldAskNoMoreJudgesWhenTheBudgetIsUsedUp() {
    // Given answers that cost 0.004 together, and a judge that costs 0.001 each time
    Map<String, Object> price = Map.of("price_in", 1, "price_out", 1);
    asAdmin()
        .body(
            Map.of(
                "name", "charging",
                "kind", "simulated",
                "models", Map.of("sim", price, "wise", price)))
        .post("/v1/providers")
        .then()
        .statusCode(201);
    Map<String, Object> one = Map.of("provider", "charging", "model", "wise", "concurrency", 1);
    Map<String, Object> launch = judged(4, Map.of("id", "llm_judge", "judge", one));
    launch.put("target", Map.of("provider", "charging", "model", "sim"));
    launch.put("budget", Map.of("max_cost", 0.0041));
    worker.holding(Replies::isJudge);

    // When
    UUID run = lab.launch(launch);
    await().atMost(Lab.LONG).until(() -> lab.show(run).getInt("counts.answered") == 4);
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 1);
    worker.release();
    JsonPath end = lab.awaitEnd(run);

    // Then
    assertThat(end.getInt("counts.passed")).isEqualTo(1);
    assertThat(end.getInt("counts.skipped")).isEqualTo(3);
    assertThat(end.getString("error.code")).isEqualTo("BUDGET_COST");
    assertThat(lab.all("select n from units where run_id = $1 and reason = 'BUDGET_COST'", run))
        .hasSize(3);
    assertThat(worker.calls(run).stream().filter(Replies::isJudge)).hasSize(1);
  }

  @Test
  void shouldAskNoMoreJudgesWhenTheTimeIsUp() {
    // Given a judge that does not reply
    Map<String, Object> one = new HashMap<>(JUDGE);
    one.put("concurrency", 1);
    Map<String, Object> launch = judged(3, Map.of("id", "llm_judge", "judge", one));
    launch.put("budget", Map.of("max_duration_s", 3));
    worker.holding(Replies::isJudge);

    // When
    UUID run = lab.launch(launch);
    await().atMost(Lab.LONG).until(() -> lab.show(run).getInt("counts.skipped") == 2);
    worker.release();
    JsonPath end = lab.awaitEnd(run);

    // Then what it was being asked about settles as usual
    assertThat(end.getInt("counts.passed")).isEqualTo(1);
    assertThat(end.getString("status")).isEqualTo("partially_successful");
    assertThat(end.getString("error.code")).isEqualTo("BUDGET_DURATION");
    assertThat(worker.calls(run).stream().filter(Replies::isJudge)).hasSize(1);
  }
}
