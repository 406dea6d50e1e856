package dev.assay.run.engine.intake;

import static dev.assay.run.testing.Lab.isItem;
import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Answer;
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

/** Answers that were cut off or refused, and what a model thought before it answered. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class TruncatedAnswersTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  /** The first item's answer is cut off, and thought about. */
  private static ModelReply cutOff(ModelCall call) {
    return first(call, TextNode.valueOf("The answer is"), Answer.LENGTH, null, "Let me think.");
  }

  /** The first item's answer is refused, in words. */
  private static ModelReply refused(ModelCall call) {
    return first(call, null, "stop", "I cannot help with that.", null);
  }

  /** The first item's answer is another one than the right one. */
  private static ModelReply first(
      ModelCall call, JsonNode output, String finishReason, String refusal, String reasoning) {
    ModelReply right = Replies.right(call);
    if (!isItem(call, 0)) {
      return right;
    }
    Answer a = right.answer();
    Answer other =
        new Answer(
            output,
            null,
            finishReason,
            refusal,
            null,
            a.usage(),
            a.latencyMs(),
            null,
            a.cost(),
            a.model(),
            a.requestId(),
            false,
            reasoning);
    return new ModelReply(
        call.unit(), right.worker(), other, null, null, right.attempts(), call.context());
  }

  private UUID launch(Map<String, Object> target) {
    Map<String, Object> launch = launchOf(3);
    launch.put("target", target);
    return lab.launch(launch);
  }

  @Test
  void shouldScoreThemAndShowWhatTheModelThoughtBesideThem() {
    // Given
    worker.answeringOne(TruncatedAnswersTest::cutOff);

    // When
    UUID run = launch(Map.of("provider", "simulated", "model", "sim"));
    JsonPath end = lab.awaitEnd(run);

    // Then
    assertThat(end.getInt("counts.failed")).isEqualTo(1);
    asAdmin()
        .get("/v1/runs/" + run + "/items/1")
        .then()
        .body("answer.finish_reason", equalTo("length"))
        .body("answer.output", equalTo("The answer is"))
        .body("answer.reasoning", equalTo("Let me think."));
    assertThat(
            scoring.tasks(run).stream()
                .flatMap(task -> task.units().stream())
                .map(ScoringTask.Unit::answer))
        .as("what was thought is not scored")
        .allMatch(answer -> answer.reasoning() == null);
  }

  @Test
  void shouldTakeThemForErrorsAndKeepThemWhereTheTargetSaysSo() {
    // Given
    worker.answeringOne(TruncatedAnswersTest::cutOff);

    // When
    UUID run = launch(Map.of("provider", "simulated", "model", "sim", "on_truncated", "error"));
    JsonPath end = lab.awaitEnd(run);

    // Then
    lab.holds(run);
    assertThat(end.getInt("counts.errored")).isEqualTo(1);
    assertThat(end.getInt("counts.passed")).isEqualTo(2);
    asAdmin()
        .get("/v1/runs/" + run + "/items/1")
        .then()
        .body("summary.error.code", equalTo("ANSWER_TRUNCATED"))
        .body("answer.output", equalTo("The answer is"))
        .body("answer.cost", equalTo(0.001f));
  }

  @Test
  void shouldNotScoreThemWithTheOthersLater() {
    // Given
    worker.answeringOne(TruncatedAnswersTest::cutOff);
    UUID run = launch(Map.of("provider", "simulated", "model", "sim", "on_truncated", "error"));
    lab.awaitEnd(run);

    // When
    lab.act(run, "rescore");
    JsonPath end = lab.awaitEnd(run);

    // Then
    assertThat(end.getInt("counts.errored")).isEqualTo(1);
    assertThat(end.getInt("counts.passed")).isEqualTo(2);
  }

  @Test
  void shouldShowInWhichWordsAModelRefused() {
    // Given
    worker.answeringOne(TruncatedAnswersTest::refused);

    // When
    UUID run = launch(Map.of("provider", "simulated", "model", "sim"));
    lab.awaitEnd(run);

    // Then
    asAdmin()
        .get("/v1/runs/" + run + "/items/1")
        .then()
        .body("answer.refusal", equalTo("I cannot help with that."));
    asAdmin()
        .get("/v1/runs/" + run + "/items?flagged=true")
        .then()
        .body("data.position", equalTo(List.of(1)))
        .body("data[0].unmeasured", hasItem("refused"));
  }

  @Test
  void shouldRefuseAnotherWord() {
    Map<String, Object> launch = launchOf(1);
    launch.put(
        "target", Map.of("provider", "simulated", "model", "sim", "on_truncated", "perhaps"));
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("target.on_truncated"));
  }
}
