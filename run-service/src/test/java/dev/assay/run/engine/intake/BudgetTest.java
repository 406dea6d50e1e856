package dev.assay.run.engine.intake;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
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
import io.vertx.mutiny.sqlclient.Row;
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

  /** How many calls were made: each is paid. */
  private long asked(UUID run) {
    return worker.calls(run).size();
  }

  /** A right answer whose attempt is in the ledger with its price, as a worker reports it. */
  private static ModelReply paid(ModelCall call) {
    return Replies.made(Replies.paid(call, new Usage(10, 0, 5, 0), 0.001), Replies.right(call));
  }

  private Row spent(UUID run) {
    return lab.one(
        """
        select r.cost, r.tokens_in, r.tokens_out, r.dearest_call, r.longest_call,
               a.cost as booked
        from runs r, (select sum(cost) as cost from attempts where run_id = $1) a
        where r.id = $1
        """,
        run);
  }

  @Test
  void shouldCountWhatComesAgainWhileTheRunGoesOn() {
    // Given a run of which one item is done, and one is not
    worker.answeringOne(BudgetTest::paid);
    worker.holding(call -> call.unit().n() == 1);
    UUID run = lab.launch(limited(2, 2, Map.of("max_cost", 1)));
    await().atMost(Lab.LONG).until(() -> lab.show(run).getInt("counts.passed") == 1);
    ModelCall done =
        worker.calls(run).stream().filter(call -> call.unit().n() == 0).findFirst().orElseThrow();

    // When its call turns out to have been made, and paid, a second time, which is told twice
    ModelReply again =
        Replies.made(Replies.paid(done, new Usage(100, 0, 50, 0), 0.25), Replies.wrong(done));
    worker.say(again);
    worker.say(again);

    // Then
    await().atMost(Lab.LONG).until(() -> spent(run).getDouble("cost") > 0.2);
    assertThat(lab.show(run).getInt("counts.passed")).isEqualTo(1);
    worker.release();
    lab.awaitEnd(run);
    lab.holds(run);
    Row row = spent(run);
    assertThat(row.getDouble("cost")).isEqualTo(0.252, within(1e-9));
    assertThat(row.getDouble("booked")).isEqualTo(0.252, within(1e-9));
    assertThat(row.getLong("tokens_in")).isEqualTo(120);
    assertThat(row.getLong("tokens_out")).isEqualTo(60);
    assertThat(row.getDouble("dearest_call")).isEqualTo(0.25, within(1e-9));
    assertThat(row.getLong("longest_call")).isEqualTo(150);
  }

  @Test
  void shouldHoldALimitAlsoWhenEveryCallIsPaidTwice() {
    // Given
    worker.answering(call -> List.of(paid(call), paid(call)));

    // When
    UUID run = lab.launch(limited(200, 4, Map.of("max_cost", 0.02)));
    JsonPath end = lab.awaitEnd(run);

    // Then fewer are asked than the limit has room for when each is paid once
    lab.holds(run);
    assertThat(end.getString("error.code")).isEqualTo("BUDGET_COST");
    assertThat(asked(run)).isLessThan(20);
    await()
        .atMost(Lab.LONG)
        .untilAsserted(
            () ->
                assertThat(spent(run).getDouble("cost"))
                    .isEqualTo(0.002 * asked(run), within(1e-9)));
    assertThat(spent(run).getDouble("booked")).isEqualTo(0.002 * asked(run), within(1e-9));
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
