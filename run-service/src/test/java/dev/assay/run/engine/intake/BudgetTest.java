package dev.assay.run.engine.intake;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.QuickProfile;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A budget is a limit, however many calls are under way at a time. Every call costs 0.001. */
@QuarkusTest
@TestProfile(QuickProfile.class)
@WithTestResource(RunServiceResources.class)
class BudgetTest {
  private static final Map<String, Object> PRICE = Map.of("price_in", 1, "price_out", 1);

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @BeforeEach
  void start() {
    worker.answeringOne(Replies.judging(0.9));
    if (asAdmin().get("/v1/providers/priced").statusCode() == 404) {
      asAdmin()
          .body(
              Map.of(
                  "name", "priced",
                  "kind", "simulated",
                  "models", Map.of("sim", PRICE, "wise", PRICE)))
          .post("/v1/providers")
          .then()
          .statusCode(201);
    }
  }

  private static Map<String, Object> limited(int items, int concurrency, Map<String, Object> most) {
    Map<String, Object> launch = launchOf(items);
    launch.put("target", Map.of("provider", "priced", "model", "sim"));
    launch.put("concurrency", concurrency);
    launch.put("budget", most);
    return launch;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16, 64})
  void shouldNotSpendMoreThanItMayAtAnyConcurrency(int concurrency) {
    // When
    UUID run = lab.launch(limited(200, concurrency, Map.of("max_cost", 0.02)));
    JsonPath end = lab.awaitEnd(run);

    // Then twenty calls fit, and twenty are made
    lab.holds(run);
    assertThat(end.getString("status")).isEqualTo("partially_successful");
    assertThat(end.getString("error.code")).isEqualTo("BUDGET_COST");
    assertThat(end.getString("error.message")).contains("is used up");
    assertThat(asked(run)).isEqualTo(20);
    assertThat(end.getDouble("cost")).isBetween(0.0199, 0.0201);
    assertThat(end.getInt("counts.skipped")).isEqualTo(180);
  }

  @Test
  void shouldKeepTheShareOfJudges() {
    // Given items that cost 0.001 to ask and as much to judge
    Map<String, Object> launch = limited(200, 16, Map.of("max_cost", 0.02));
    launch.put(
        "scorers",
        List.of(
            Map.of(
                "id",
                "llm_judge",
                "threshold",
                0.5,
                "judge",
                Map.of("provider", "priced", "model", "wise"))));

    // When
    JsonPath end = lab.awaitEnd(lab.launch(launch));

    // Then nobody was asked for an answer that no money is left to judge
    assertThat(end.getDouble("cost")).isLessThanOrEqualTo(0.0201);
    assertThat(end.getInt("counts.passed")).isBetween(8, 10);
    assertThat(end.getInt("summary.usage.judge.billed.calls")).isBetween(8, 10);
  }

  @Test
  void shouldHoldALimitOnTokensAsWell() {
    // When every call takes 15
    UUID run = lab.launch(limited(200, 16, Map.of("max_tokens", 158)));
    JsonPath end = lab.awaitEnd(run);

    // Then
    assertThat(end.getString("error.code")).isEqualTo("BUDGET_TOKENS");
    assertThat(end.getString("error.message"))
        .isEqualTo(
            "The run's max_tokens of 158 are used up: 150 are spent, and one more takes up to 15.");
    assertThat(asked(run)).isEqualTo(10);
  }

  /** How many items were asked for: under load a call may be sent again before it is stamped. */
  private long asked(UUID run) {
    return worker.calls(run).stream().map(call -> call.unit().n()).distinct().count();
  }

  @Test
  void shouldEndAgainWhenItIsRetriedWithNothingLeft() {
    // Given
    UUID run = lab.launch(limited(50, 8, Map.of("max_cost", 0.005)));
    lab.awaitEnd(run);
    assertThat(asked(run)).isEqualTo(5);

    // When
    lab.act(run, "retry");
    JsonPath end = lab.awaitEnd(run);

    // Then nothing was asked, and nothing waits for ever
    assertThat(end.getInt("generation")).isEqualTo(2);
    assertThat(asked(run)).isEqualTo(5);
    assertThat(end.getInt("counts.skipped")).isEqualTo(45);
  }

  @Test
  void shouldRefuseALimitOnMoneyThatSeesNothingBeingSpent() {
    // Given a target without a price, then a judge without one
    Map<String, Object> launch = launchOf(1);
    launch.put("budget", Map.of("max_cost", 1));
    Map<String, Object> judged = limited(1, 1, Map.of("max_cost", 1));
    judged.put(
        "scorers",
        List.of(
            Map.of(
                "id", "llm_judge", "judge", Map.of("provider", "simulated", "model", "unheard"))));

    // Then
    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("budget.max_cost"))
        .body("violations[0].message", containsString("sim of simulated"));
    asAdmin()
        .body(judged)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations[0].message", containsString("unheard of simulated"));
  }
}
