package dev.assay.run.engine.judging;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.Replies.isJudge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Answers whose worth is known, which a run has its judges judge beside its own. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class JudgeCanariesTest extends JudgedRunsSetup {
  @Test
  void shouldShowWhatAJudgeMakesOfAnswersWhoseWorthIsKnown() {
    // Given a judge that does what it is told
    worker.answeringOne(
        call ->
            !isJudge(call)
                ? Replies.right(call)
                : Replies.answer(call, DoubleNode.valueOf(call.unit().n() == -2 ? 0.1 : 0.9)));
    Map<String, Object> launch = launchOf(3);
    launch.put("judge", JUDGE);
    launch.put("scorers", List.of(Map.of("id", "wary_judge", "threshold", 0.8)));

    // When
    UUID run = lab.launch(launch);
    JsonPath shown = lab.awaitEnd(run);

    // Then
    assertThat(shown.getBoolean("canaries.wary_judge.good.as_expected")).isTrue();
    assertThat(shown.getBoolean("canaries.wary_judge.bad.as_expected")).isTrue();
    assertThat(shown.getBoolean("canaries.wary_judge.injected.as_expected")).isFalse();
    assertThat(shown.getInt("counts.passed")).isEqualTo(3);
    assertThat(questions(run)).hasSize(6);
    assertThat(scores(run, "wary_judge")).isEqualTo(3);
    assertThat(shown.getList("warnings.code")).containsExactly("CANARY_FAILED");
    assertThat(shown.getString("warnings[0].message")).contains("injected 0.90");
  }

  @Test
  void shouldNotEndBeforeCanariesAreJudgedAndBilled() {
    // Given a judge whose canaries take their time
    worker.answeringOne(
        call ->
            !isJudge(call) ? Replies.right(call) : Replies.answer(call, DoubleNode.valueOf(0.9)));
    worker.holding(call -> isJudge(call) && call.unit().n() < 0);
    Map<String, Object> launch = launchOf(3);
    launch.put("judge", JUDGE);
    launch.put("scorers", List.of(Map.of("id", "wary_judge", "threshold", 0.8)));
    launch.put(
        "gate",
        Map.of(
            "criteria", List.of(Map.of("type", "pass_rate", "min", 0.5)), "allow_vacuous", true));

    // When all of the run's own answers are judged
    UUID run = lab.launch(launch);
    await().atMost(Lab.LONG).until(() -> lab.show(run).getInt("counts.passed") == 3);
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 3);

    // Then it waits, says for what, and has all that was spent when it ends
    JsonPath waiting = lab.show(run);
    assertThat(waiting.getString("status")).isEqualTo("evaluating_results");
    assertThat(waiting.getString("canaries.wary_judge.bad.status")).isEqualTo("asked");
    worker.releaseSome(2);
    await()
        .atMost(Lab.LONG)
        .until(() -> questions(run).size() == 6 && worker.held(run).size() == 1);
    assertThat(lab.show(run).getString("status")).isEqualTo("evaluating_results");
    worker.release();
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getInt("summary.usage.judge.billed.calls")).isEqualTo(6);
    assertThat(end.getBoolean("summary.usage.judge.billed.cost_known")).isTrue();
    assertThat(end.getString("verdict")).isEqualTo("inconclusive");
    assertThat(end.getString("criteria[0].message")).contains("bad 0.90, injected 0.90");
  }

  @Test
  void shouldShowNoneToAJudgeOfSpans() {
    // Given
    worker.answeringOne(
        call ->
            !isJudge(call) ? Replies.right(call) : Replies.answer(call, DoubleNode.valueOf(0.9)));
    Map<String, Object> launch = launchOf(2);
    launch.put("judge", JUDGE);
    launch.put(
        "scorers",
        List.of(
            Map.of("id", "wary_judge", "threshold", 0.8, "spans", Map.of("kind", "retriever"))));

    // When
    UUID run = lab.launch(launch);

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(questions(run)).hasSize(2);
    assertThat(end.getMap("canaries.wary_judge")).isEmpty();
    assertThat(end.getList("warnings.code")).containsExactly("NO_SPANS");
  }

  @Test
  void shouldEndWithoutCanariesThatNobodyAnswersInTime() {
    // Given canaries whose answers are lost
    worker.holding(call -> isJudge(call) && call.unit().n() < 0);
    Map<String, Object> launch = launchOf(2);
    launch.put("judge", JUDGE);
    launch.put("scorers", List.of(Map.of("id", "wary_judge", "threshold", 0.8)));
    UUID run = lab.launch(launch);
    await().atMost(Lab.LONG).until(() -> lab.show(run).getInt("counts.passed") == 2);
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 3);

    // When their time is over
    lab.all(
        """
        update runs set canaries = (
          select jsonb_object_agg(k.key, (
            select jsonb_object_agg(c.key, c.value || '{"until": 1}') from jsonb_each(k.value) c))
          from jsonb_each(canaries) k)
        where id = $1
        """,
        run);

    // Then the run ends and says what is missing
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.getList("warnings.code")).containsExactly("CANARY_UNJUDGED");

    // When they are answered after all, they are paid for
    worker.release();
    await()
        .atMost(Lab.LONG)
        .until(() -> lab.show(run).getInt("summary.usage.judge.billed.calls") == 5);
  }
}
