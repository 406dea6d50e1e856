package dev.assay.run.engine.intake;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A run that may end early asks no more than it needs for its verdict, and says why it ended. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class EarlyStopTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  private static final int ITEMS = 600;

  private static Map<String, Object> launch(Object earlyStop) {
    Map<String, Object> launch = launchOf(ITEMS);
    launch.put("order", "random");
    launch.put("concurrency", 2);
    launch.put("gate", List.of(Map.of("type", "pass_rate", "min", 0.8)));
    launch.put("early_stop", earlyStop);
    return launch;
  }

  @Test
  void shouldEndAsSoonAsTheVerdictIsCertain() {
    // Given a model that is always wrong
    worker.answeringOne(Replies::wrong);

    // When it runs under a gate that a fifth of wrong answers fails
    UUID run = lab.launch(launch("certain"));
    JsonPath ended = lab.awaitEnd(run);

    // Then the rest was not asked for, and the verdict stands
    assertThat(ended.getString("verdict")).isEqualTo("fail");
    assertThat(ended.getInt("counts.failed")).isBetween(ITEMS / 5, ITEMS - 1);
    assertThat(ended.getInt("counts.failed") + ended.getInt("counts.skipped")).isEqualTo(ITEMS);
    assertThat(worker.calls(run)).hasSize(ended.getInt("counts.failed"));
    assertThat(ended.getString("stopped.verdict")).isEqualTo("fail");
    assertThat(ended.<Object>get("error")).isNull();
    assertThat(
            lab
                .all("select reason from units where run_id = $1 and status = 'skipped'", run)
                .stream()
                .map(row -> row.getString("reason"))
                .distinct())
        .containsExactly("EARLY_STOP");
    assertThat(
            lab.one(
                    "select count(*) as k from events where run_id = $1 and type = 'run.log'"
                        + " and data like '%EARLY_STOP%'",
                    run)
                .getLong("k"))
        .isEqualTo(1);
  }

  @Test
  void shouldNotAskAgainWhatAWorkerGivesBackAfterTheStop() {
    // Given a model that is always wrong, and a call that is still with a worker at the stop
    AtomicInteger kept = new AtomicInteger(-1);
    worker.answeringOne(Replies::wrong);
    worker.holding(call -> kept.compareAndSet(-1, call.unit().n()));
    UUID run = lab.launch(launch("certain"));
    await().atMost(Lab.LONG).until(() -> lab.show(run).getInt("counts.skipped") > 0);
    assertThat(lab.show(run).getInt("counts.pending")).isZero();

    // When the worker gives it back
    worker.say(Replies.parked(worker.held(run).get(0), Instant.now()));

    // Then it is skipped as the others are, and nobody is asked again
    JsonPath ended = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(worker.calls(run).stream().filter(call -> call.unit().n() == kept.get())).hasSize(1);
    assertThat(ended.getInt("counts.failed") + ended.getInt("counts.skipped")).isEqualTo(ITEMS);
    assertThat(
            lab.one("select reason from units where run_id = $1 and n = $2", run, kept.get())
                .getString("reason"))
        .isEqualTo("EARLY_STOP");
  }

  @Test
  void shouldPassByTheSequentialTestBeforeItIsCertain() {
    // Given a model that is always right
    UUID run = lab.launch(launch(Map.of("alpha", 0.05)));

    // When it runs
    JsonPath ended = lab.awaitEnd(run);

    // Then it passes long before 80 % of the items have passed
    assertThat(ended.getString("verdict")).isEqualTo("pass");
    assertThat(ended.getDouble("stopped.alpha")).isEqualTo(0.05);
    assertThat(ended.getInt("stopped.settled")).isLessThan(ITEMS * 8 / 10);
    assertThat(ended.getInt("counts.skipped")).isPositive();
    assertThat(ended.getString("criteria[0].outcome")).isEqualTo("pass");
    assertThat(ended.getString("criteria[0].message")).contains("sequential test at alpha 0.05");

    // When it is scored again under a harder gate, then the old decision says nothing of it
    asAdmin()
        .body(Map.of("gate", List.of(Map.of("type", "pass_rate", "min", 0.99))))
        .post("/v1/runs/{id}/rescore", run)
        .then()
        .statusCode(200);
    assertThat(lab.awaitEnd(run).getString("verdict")).isEqualTo("inconclusive");

    // When the rest is asked for after all
    lab.act(run, "retry");
    JsonPath whole = lab.awaitEnd(run);

    // Then nothing stops it again
    assertThat(whole.getInt("counts.passed")).isEqualTo(ITEMS);
    assertThat(whole.getString("verdict")).isEqualTo("pass");
    assertThat(whole.getString("status")).isEqualTo("successful");
  }

  private static List<Map<String, Object>> inSectionA() {
    List<Map<String, Object>> items = new ArrayList<>();
    for (Map<String, Object> item : Lab.items(ITEMS)) {
      Map<String, Object> placed = new HashMap<>(item);
      placed.put("section", "a");
      items.add(placed);
    }
    return items;
  }

  @Test
  void shouldSayAtLaunchThatItCannotStopEarly() {
    Map<String, Object> launch = launch("certain");
    launch.put("gate", List.of(Map.of("type", "pass_rate", "min", 0.8, "section", "a")));
    launch.put("dataset", Map.of("name", unique("items"), "items", inSectionA()));

    UUID run = lab.launch(launch);

    assertThat(lab.show(run).getList("warnings.code")).contains("EARLY_STOP_OFF");
    assertThat(lab.awaitEnd(run).getInt("counts.passed")).isEqualTo(ITEMS);
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    asAdmin()
        .body(launch(Map.of("alpha", 2)))
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations.field", hasItem("early_stop.alpha"));
  }
}
