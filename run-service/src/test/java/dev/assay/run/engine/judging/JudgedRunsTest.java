package dev.assay.run.engine.judging;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.Replies.isJudge;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Runs whose scorers ask a model, from the launch to the books. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class JudgedRunsTest extends JudgedRunsSetup {
  private static Map<String, Object> judged(int items) {
    Map<String, Object> launch = launchOf(items);
    Map<String, Object> judge = new HashMap<>(Map.of("id", "llm_judge", "key", "helpful"));
    judge.put("judge", JUDGE);
    judge.put("threshold", 0.8);
    launch.put("scorers", List.of(Map.of("id", "exact_match", "threshold", 1), judge));
    return launch;
  }

  @Test
  void shouldJudgeEveryAnswerAndBookWhatItTook() {
    // When
    UUID run = lab.launch(judged(20));
    JsonPath end = lab.awaitEnd(run);

    // Then
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.getInt("counts.passed")).isEqualTo(20);
    assertThat(questions(run)).hasSize(20);
    assertThat(end.getString("judges.helpful.model")).isEqualTo("wise");
    assertThat(end.getInt("summary.usage.candidate.billed.calls")).isEqualTo(20);
    assertThat(end.getInt("summary.usage.judge.billed.calls")).isEqualTo(20);
    assertThat(end.getInt("summary.usage.judge.useful.tokens_in")).isEqualTo(200);
    assertThat(end.getDouble("cost")).isBetween(0.0399, 0.0401);
    assertThat(end.getInt("progress.judge_rows_evaluated")).isEqualTo(20);
    JsonPath item = asAdmin().get("/v1/runs/{id}/items/1", run).jsonPath();
    assertThat(item.getString("scores.find { it.key == 'helpful' }.judging.passport"))
        .isEqualTo("passport");
    assertThat(item.getList("attempts.judge")).containsExactlyInAnyOrder(null, "helpful");
    assertThat(lab.one("select count(*) as k from judgings where run_id = $1", run).getLong("k"))
        .isZero();
  }

  @Test
  void shouldShowScoresThatNeedNoJudgeBeforeTheJudgeHasReplied() {
    // Given
    worker.holding(Replies::isJudge);

    // When
    UUID run = lab.launch(judged(10));

    // Then
    await().atMost(Lab.LONG).until(() -> scores(run, "exact_match") == 10);
    assertThat(scores(run, "helpful")).isZero();
    assertThat(lab.show(run).getString("status")).isEqualTo("evaluating_results");
    JsonPath items = asAdmin().get("/v1/runs/{id}/items", run).jsonPath();
    assertThat(items.getList("data.scores.exact_match")).hasSize(10).doesNotContainNull();

    // When
    worker.release();

    // Then
    assertThat(lab.awaitEnd(run).getString("status")).isEqualTo("successful");
  }

  @Test
  void shouldHaveNoMoreQuestionsUnderWayThanTheRunMay() {
    // Given
    worker.holding(Replies::isJudge);
    Map<String, Object> launch = judged(30);
    launch.put("concurrency", 4);

    // When
    UUID run = lab.launch(launch);
    await().atMost(Lab.LONG).until(() -> scores(run, "exact_match") == 30);
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 4);

    // Then
    worker.releaseSome(1);
    await().atMost(Lab.LONG).until(() -> scores(run, "helpful") == 1);
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 4);
    assertThat(questions(run)).hasSize(5);
    worker.release();
    lab.awaitEnd(run);
    assertThat(questions(run)).hasSize(30).extracting(c -> c.unit().n()).doesNotHaveDuplicates();
  }

  @Test
  void shouldMakeAFailedJudgeAnErrorOfItsScorer() {
    // Given
    worker.answeringOne(
        call ->
            isJudge(call) ? Replies.failed(call, ErrorCode.PROVIDER_TIMEOUT) : Replies.right(call));

    // When
    UUID run = lab.launch(judged(3));
    JsonPath end = lab.awaitEnd(run);

    // Then
    assertThat(end.getInt("counts.errored")).isEqualTo(3);
    assertThat(end.getInt("summary.scorers.helpful.errors")).isEqualTo(3);
    assertThat(end.getInt("summary.scorers.exact_match.count")).isEqualTo(3);
  }

  @Test
  void shouldStopJudgesWithTheRun() {
    // Given
    worker.holding(Replies::isJudge);
    UUID run = lab.launch(judged(5));
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 5);

    // When
    lab.act(run, "cancel");
    JsonPath end = lab.awaitEnd(run);

    // Then
    assertThat(end.getString("status")).isEqualTo("cancelled");
    assertThat(end.getInt("counts.cancelled")).isEqualTo(5);
    String before = lab.picture(run);
    worker.release();
    await()
        .atMost(Lab.LONG)
        .until(
            () ->
                lab.one(
                            "select count(*) as k from attempts where run_id = $1 and question <>"
                                + " ''",
                            run)
                        .getLong("k")
                    == 5);

    // Then nothing that was measured changes, and what was paid for is in the sums
    assertThat(lab.picture(run)).isEqualTo(before);
    JsonPath late = lab.show(run);
    assertThat(late.getInt("summary.usage.judge.billed.calls")).isEqualTo(5);
    assertThat(late.getDouble("summary.usage.judge.billed.cost")).isBetween(0.0049, 0.0051);
    assertThat(late.getDouble("cost")).isBetween(0.0099, 0.0101);
    assertThat(late.getString("verdict")).isEqualTo(end.getString("verdict"));
  }

  @Test
  void shouldRescoreWithJudgesByAskingJudgesOnly() {
    // Given
    UUID run = lab.launch(launchOf(6));
    lab.awaitEnd(run);
    assertThat(worker.calls(run)).hasSize(6);

    // When
    asAdmin()
        .body(
            Map.of(
                "scorers",
                List.of(
                    "exact_match", Map.of("id", "llm_judge", "key", "helpful", "judge", JUDGE))))
        .post("/v1/runs/{id}/rescore", run)
        .then()
        .statusCode(200);
    lab.awaitEnd(run);

    // Then
    assertThat(questions(run)).hasSize(6);
    assertThat(worker.calls(run)).hasSize(12);
    assertThat(scores(run, "helpful")).isEqualTo(6);

    // When
    asAdmin()
        .body(Map.of("scorers", List.of("levenshtein")))
        .post("/v1/runs/{id}/rescore", run)
        .then()
        .statusCode(200);
    lab.awaitEnd(run);

    // Then
    assertThat(worker.calls(run)).hasSize(12);
  }

  @Test
  void shouldCombineWhatAJudgeSaidWhenItHasSpoken() {
    // Given
    worker.holding(Replies::isJudge);
    Map<String, Object> launch = judged(2);
    launch.put(
        "scorers",
        List.of(
            "exact_match",
            Map.of("id", "llm_judge", "key", "helpful", "judge", JUDGE),
            Map.of("id", "weighted", "weights", Map.of("exact_match", 1, "helpful", 2))));

    // When
    UUID run = lab.launch(launch);
    await().atMost(Lab.LONG).until(() -> scores(run, "exact_match") == 2);

    // Then
    assertThat(scores(run, "weighted")).isZero();
    worker.release();
    assertThat(lab.awaitEnd(run).getString("status")).isEqualTo("successful");
    assertThat(scores(run, "weighted")).isEqualTo(2);
  }

  @Test
  void shouldRefuseToCombineWhatIsNotThere() {
    // Given
    Map<String, Object> launch = launchOf(1);
    launch.put(
        "scorers", List.of("exact_match", Map.of("id", "weighted", "weights", Map.of("other", 1))));

    // Then
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body(
            "violations[0].field", org.hamcrest.Matchers.equalTo("scorers.weighted.weights.other"));
  }

  @Test
  void shouldTryAJudgeOutOnOneAnswer() {
    // Given
    Map<String, Object> trial =
        Map.of(
            "output", "four", "input", "2+2?", "params", Map.of("judge", JUDGE, "threshold", 0.95));

    // When
    JsonPath score =
        asAdmin()
            .body(trial)
            .post("/v1/scorers/llm_judge/run")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    // Then
    assertThat(score.getDouble("score")).isEqualTo(0.9);
    assertThat(score.getBoolean("passed")).isFalse();
    assertThat(lab.all("select id from trials")).isEmpty();
  }

  @Test
  void shouldAskTheJudgeOfTheWorkspaceWhenNobodyIsNamed() {
    // Given
    String id = asAdmin().get("/v1/workspaces").jsonPath().getString("data[0].id");
    asAdmin()
        .body(Map.of("judge", JUDGE))
        .patch("/v1/workspaces/{id}", id)
        .then()
        .statusCode(200)
        .body("judge.model", org.hamcrest.Matchers.equalTo("wise"));
    Map<String, Object> launch = launchOf(1);
    launch.put("scorers", List.of("llm_judge"));

    // When
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);

    // Then
    assertThat(questions(run)).extracting(c -> c.request().model()).containsExactly("wise");
    asAdmin().body("{\"judge\":null}").patch("/v1/workspaces/{id}", id).then().statusCode(200);
    asAdmin()
        .body(Map.of("judge", Map.of("provider", "nobody", "model", "x")))
        .patch("/v1/workspaces/{id}", id)
        .then()
        .statusCode(422);
  }

  @Test
  void shouldSayWhoMustBeNamedWhenAScorerHasNoJudge() {
    // Given
    Map<String, Object> launch = launchOf(1);
    launch.put("scorers", List.of("llm_judge"));

    // Then
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("code", org.hamcrest.Matchers.equalTo("JUDGE_MISSING"));

    // When
    launch.put("judge", JUDGE);

    // Then
    lab.awaitEnd(lab.launch(launch));
  }
}
