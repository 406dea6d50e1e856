package dev.assay.run.preview.rehearsal;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.assay.run.platform.broker.WorkerRegistry;
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

/** What judges would be asked is forecast beside the target; a rehearsal asks none of them. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class RehearsedJudgesTest {
  @Inject Lab lab;
  @Inject WorkerRegistry workers;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  private static String provider(Map<String, Object> body) {
    String name = unique("provider");
    asAdmin().body(body).put("/v1/providers/{name}", name).then().statusCode(201);
    return name;
  }

  private static JsonPath rehearse(Map<String, Object> launch) {
    launch.put("rehearse", true);
    return asAdmin()
        .body(launch)
        .post("/v1/runs/preview")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void shouldForecastWhatJudgesAreAskedBesideTheTarget() {
    // Given a judge that votes three times at a known price, and one that is shown canaries at none
    String dear =
        provider(
            Map.of(
                "kind",
                "openai",
                "base_url",
                "https://api.example.com/v1",
                "models",
                Map.of("wise", Map.of("price_in", 1.0, "price_out", 4.0))));
    Map<String, Object> launch = launchOf(30);
    launch.put("repeats", 2);
    launch.put(
        "scorers",
        List.of(
            "exact_match",
            Map.of(
                "id",
                "llm_judge",
                "key",
                "helpful",
                "votes",
                3,
                "judge",
                Map.of("provider", dear, "model", "wise", "params", Map.of("max_tokens", 100)))));

    // When
    JsonPath preview = rehearse(launch);

    // Then
    assertThat(preview.getDouble("forecast.calls.low")).isEqualTo(60);
    assertThat(preview.getDouble("forecast.judges.calls.expected")).isEqualTo(180);
    assertThat(preview.getDouble("forecast.judges.calls.high")).isGreaterThan(180);
    assertThat(preview.getDouble("forecast.judges.tokens_out.expected")).isEqualTo(18_000);
    assertThat(preview.getDouble("forecast.judges.tokens_in.expected")).isGreaterThan(180 * 100);
    double cost =
        (preview.getDouble("forecast.judges.tokens_in.expected") + 4 * 18_000) / 1_000_000;
    assertThat(preview.getDouble("forecast.judges.cost.expected"))
        .isBetween(0.999 * cost, 1.001 * cost);
    assertThat(preview.getString("forecast.judges.scorers[0].scorer")).isEqualTo("helpful");
    assertThat(preview.getList("rehearsal.left_out")).isEqualTo(List.of("helpful"));

    // When another one asks a model without a price
    launch.put(
        "scorers",
        List.of(
            Map.of(
                "id",
                "wary_judge",
                "judge",
                Map.of("provider", dear, "model", "no-such-model-anywhere"))));
    launch.put("budget", Map.of("max_tokens", 100));
    JsonPath unpriced = rehearse(launch);

    // Then its canaries count, and its cost is not known
    assertThat(unpriced.getDouble("forecast.judges.calls.expected")).isEqualTo(63);
    assertThat(unpriced.<Object>get("forecast.judges.cost")).isNull();
    assertThat(unpriced.getMap("forecast.judges")).containsKey("cost");
    assertThat(unpriced.getList("forecast.assumptions", String.class))
        .anySatisfy(s -> assertThat(s).contains("the price of no-such-model-anywhere"))
        .anySatisfy(s -> assertThat(s).contains("max_tokens would cut the run"));
  }

  @Test
  void shouldGoByWhatJudgesTookInEarlierRuns() {
    // Given a finished run with the same judge
    Map<String, Object> launch = launchOf(12);
    launch.put("judge", Map.of("provider", "simulated", "model", unique("wise")));
    launch.put("scorers", List.of(Map.of("id", "llm_judge", "key", "helpful")));
    worker.answeringOne(
        call ->
            call.question() == null
                ? Replies.right(call)
                : Replies.answer(call, DoubleNode.valueOf(0.9)));
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);
    lab.all(
        "update scores set judge_tokens_in = 700, judge_tokens_out = 30, questions = 2"
            + " where run_id = $1",
        run);

    // When
    JsonPath preview = rehearse(launch);

    // Then
    assertThat(preview.getInt("forecast.judges.scorers[0].measured_on")).isEqualTo(12);
    assertThat(preview.getDouble("forecast.judges.tokens_in.expected")).isEqualTo(12 * 350);
    assertThat(preview.getDouble("forecast.judges.tokens_out.expected")).isEqualTo(12 * 15);
    assertThat(preview.getList("rehearsal.left_out")).isEqualTo(List.of("helpful"));
    assertThat(preview.getList("rehearsal.findings")).isEmpty();
  }

  @Test
  void shouldForecastBesideARunThatPostgresCannotRead() {
    // Given a finished run of a judge, stored by a build that did not refuse NUL
    Map<String, Object> launch = launchOf(1);
    launch.put("judge", Map.of("provider", "simulated", "model", unique("wise")));
    launch.put("scorers", List.of(Map.of("id", "llm_judge", "key", "helpful")));
    worker.answeringOne(Replies.judging(0.9));
    UUID old = lab.launch(launch);
    lab.awaitEnd(old);
    lab.all(
        "update runs set spec = replace(spec::text, '\"sim\"', '\"s\\u0000im\"')::json"
            + " where id = $1",
        old);

    try {
      assertThat(lab.one("select spec::text as s from runs where id = $1", old).getString("s"))
          .contains("s\\u0000im");

      // When
      JsonPath preview = rehearse(launch);

      // Then
      assertThat(preview.getDouble("forecast.judges.calls.expected")).isEqualTo(1);
    } finally {
      // Others read lists of all runs.
      lab.all(
          "update runs set spec = replace(spec::text, 's\\u0000im', 'sim')::json where id = $1",
          old);
    }
  }

  @Test
  void shouldForecastJudgesOfAnswersThatArePushed() {
    Map<String, Object> launch = Lab.pushOf(4);
    launch.put(
        "scorers",
        List.of(
            Map.of("id", "llm_judge", "judge", Map.of("provider", "simulated", "model", "wise"))));

    JsonPath preview = rehearse(launch);

    assertThat(preview.getDouble("forecast.judges.calls.expected")).isEqualTo(4);
    assertThat(preview.getMap("forecast")).doesNotContainKey("calls");
  }
}
