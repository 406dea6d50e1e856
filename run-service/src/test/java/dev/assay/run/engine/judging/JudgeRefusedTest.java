package dev.assay.run.engine.judging;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelCall;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Judges whose provider refuses the credential, or has no quota left: the run ends and says so. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class JudgeRefusedTest {
  private static final Map<String, Object> WISE = Map.of("provider", "simulated", "model", "wise");

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private String refusing;

  @BeforeEach
  void start() {
    refusing = unique("judge");
    asAdmin()
        .body(Map.of("name", refusing, "kind", "openai", "base_url", "https://api.example.com/v1"))
        .post("/v1/providers")
        .then()
        .statusCode(201);
  }

  private boolean isRefused(ModelCall call) {
    return call.provider().name().equals(refusing);
  }

  private void refusingWith(ErrorCode code) {
    worker.answeringOne(
        call ->
            isRefused(call)
                ? Replies.failed(call, code)
                : call.question() == null
                    ? Replies.right(call)
                    : Replies.answer(call, DoubleNode.valueOf(0.9)));
  }

  private Map<String, Object> judge(String key, int concurrency) {
    return Map.of(
        "id",
        "llm_judge",
        "key",
        key,
        "judge",
        Map.of("provider", refusing, "model", "m", "concurrency", concurrency));
  }

  private List<ModelCall> questions(UUID run) {
    return worker.calls(run).stream().filter(this::isRefused).toList();
  }

  private long told(UUID run, ErrorCode code) {
    return lab.one(
            "select count(*) as k from events where run_id = $1 and type = 'run.log'"
                + " and data::text like '%' || $2 || '%'",
            run, code.name())
        .getLong("k");
  }

  /** The report g-auth: all calls of the judge fail, and nothing passes. */
  @Test
  void shouldAskNothingMoreWhenTheCredentialOfTheJudgeIsRefused() {
    // Given a run of which some answers are in, some are on their way, and most were not asked for
    refusingWith(ErrorCode.PROVIDER_AUTH);
    worker.holding(call -> call.question() == null && call.unit().n() > 10);
    Map<String, Object> launch = launchOf(400);
    launch.put("concurrency", 16);
    launch.put("scorers", List.of(judge("helpful", 2)));
    launch.put("gate", List.of(Map.of("type", "mean_score", "min", 0.5, "scorer", "helpful")));

    // When
    UUID run = lab.launch(launch);
    await()
        .atMost(Lab.LONG)
        .until(() -> "PROVIDER_AUTH".equals(lab.show(run).getString("error.code")));
    worker.release();
    JsonPath end = lab.awaitEnd(run);

    // Then
    lab.holds(run);
    assertThat(end.getString("status")).isEqualTo("failed");
    assertThat(end.getString("error.message")).isEqualTo("The provider failed on purpose.");
    assertThat(end.getString("verdict")).isNotEqualTo("pass");
    assertThat(end.getInt("counts.skipped")).isGreaterThan(200);
    assertThat(end.getInt("counts.errored")).isEqualTo(400 - end.getInt("counts.skipped"));
    assertThat(questions(run).size()).isLessThanOrEqualTo(end.getInt("counts.errored"));
    assertThat(told(run, ErrorCode.PROVIDER_AUTH)).as("said once").isEqualTo(1);
  }

  @Test
  void shouldGiveEveryAnswerThatWaitsForThatProviderTheSameError() {
    // Given answers that wait for two judges of the provider, one question of each under way
    worker.holding(this::isRefused);
    refusingWith(ErrorCode.PROVIDER_QUOTA);
    Map<String, Object> launch = launchOf(12);
    launch.put(
        "scorers",
        List.of(
            judge("asked", 1),
            judge("alike", 1),
            Map.of("id", "llm_judge", "key", "there", "judge", WISE),
            Map.of("id", "weighted", "weights", Map.of("there", 1, "asked", 1))));
    UUID run = lab.launch(launch);
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 2);
    await().atMost(Lab.LONG).until(() -> scores(run, "there") == 12);

    // When
    worker.release();
    JsonPath end = lab.awaitEnd(run);

    // Then
    lab.holds(run);
    assertThat(questions(run)).hasSize(2);
    assertThat(end.getString("error.code")).isEqualTo("PROVIDER_QUOTA");
    assertThat(end.getInt("counts.errored")).isEqualTo(12);
    assertThat(end.getInt("summary.scorers.asked.errors")).isEqualTo(12);
    assertThat(end.getInt("summary.scorers.alike.errors")).isEqualTo(12);
    assertThat(end.getInt("summary.scorers.there.count")).isEqualTo(12);
    assertThat(scores(run, "weighted")).isEqualTo(12);
    assertThat(
            lab.all(
                "select n from units where run_id = $1 and error_code = 'PROVIDER_QUOTA'"
                    + " and error_message = 'alike: The provider failed on purpose.'",
                run))
        .hasSize(12);
    assertThat(told(run, ErrorCode.PROVIDER_QUOTA)).as("said once").isEqualTo(1);
  }

  @Test
  void shouldGoOnAfterARetryWithACredentialThatIsAccepted() {
    // Given
    refusingWith(ErrorCode.PROVIDER_AUTH);
    Map<String, Object> launch = launchOf(6);
    launch.put("scorers", List.of(judge("helpful", 2)));
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);

    // When
    worker.answeringOne(
        call ->
            call.question() == null
                ? Replies.right(call)
                : Replies.answer(call, DoubleNode.valueOf(0.9)));
    lab.act(run, "retry");
    JsonPath end = lab.awaitEnd(run);

    // Then
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.getInt("counts.passed")).isEqualTo(6);
    assertThat(end.<Object>get("error")).isNull();
  }

  private long scores(UUID run, String key) {
    return lab.one("select count(*) as k from scores where run_id = $1 and key = $2", run, key)
        .getLong("k");
  }
}
