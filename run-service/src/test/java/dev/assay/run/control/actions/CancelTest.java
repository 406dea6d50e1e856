package dev.assay.run.control.actions;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.common.status.RunStatus;
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
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Cancelling a run in any of its statuses, and going on with it. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class CancelTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @Test
  void shouldCancelAQueuedRunAtOnce() {
    // Given
    UUID run = lab.launch(Lab.pushOf(4));

    // When
    asAdmin()
        .post("/v1/runs/{id}/cancel", run)
        .then()
        .statusCode(200)
        .body("status", equalTo("cancelled"))
        .body("counts.cancelled", equalTo(4));

    // Then
    lab.holds(run);
  }

  @Test
  void shouldStopWhatIsInFlightAndKeepWhatIsSettled() {
    // Given
    worker.holding(call -> call.unit().n() >= 3);
    UUID run = lab.launch(launchOf(6));
    await().atMost(Lab.LONG).until(() -> lab.show(run).getInt("counts.passed") == 3);
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 3);

    // When
    asAdmin()
        .post("/v1/runs/{id}/cancel", run)
        .then()
        .statusCode(200)
        .body("status", equalTo("cancelling"));
    await()
        .atMost(Lab.LONG)
        .until(() -> worker.cancels().stream().anyMatch(c -> c.runId().equals(run)));
    worker.answeringOne(Replies::cancelled).release();

    // Then
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getString("status")).isEqualTo("cancelled");
    assertThat(end.getInt("counts.passed")).isEqualTo(3);
    assertThat(end.getInt("counts.cancelled")).isEqualTo(3);
  }

  @Test
  void shouldKeepAnAnswerThatComesWhileCancelling() {
    // Given
    UUID run = lab.held(worker, 2);

    // When
    lab.act(run, "cancel");
    worker.release();

    // Then
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getString("status")).isEqualTo("cancelled");
    assertThat(end.getInt("counts.passed") + end.getInt("counts.cancelled")).isEqualTo(2);
  }

  @Test
  void shouldCancelWhileScoresAreAwaited() {
    // Given
    scoring.silentToTasks(true);
    UUID run = lab.launch(launchOf(3));
    lab.awaitStatus(run, RunStatus.EVALUATING_RESULTS);

    // When
    lab.act(run, "cancel");

    // Then
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getString("status")).isEqualTo("cancelled");
    assertThat(end.getInt("counts.cancelled")).isEqualTo(3);
  }

  @Test
  void shouldDoNothingWhenCancelledAgain() {
    // Given
    UUID run = lab.launch(Lab.pushOf(1));
    lab.act(run, "cancel");
    String before = lab.picture(run);

    // When
    lab.act(run, "cancel");

    // Then
    assertThat(lab.picture(run)).isEqualTo(before);
  }

  @Test
  void shouldGoOnWithACancelledRun() {
    // Given
    worker.holding(call -> call.unit().n() >= 2);
    UUID run = lab.launch(launchOf(5));
    await().atMost(Lab.LONG).until(() -> lab.show(run).getInt("counts.passed") == 2);
    lab.act(run, "cancel");
    lab.awaitStatus(run, RunStatus.CANCELLED);
    worker.release();

    // When
    lab.act(run, "resume");

    // Then
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.getInt("counts.passed")).isEqualTo(5);
    assertThat(end.getInt("retry.resumed_count")).isEqualTo(1);
  }

  @Test
  void shouldNotAskAgainForWhatWasAnsweredWhileAndAfterItWasCancelled() {
    // Given a run that is cancelled while its calls are with a worker
    UUID run = lab.held(worker, 3);
    scoring.silentToTasks(true);
    lab.act(run, "cancel");
    worker.releaseSome(1);
    lab.awaitStatus(run, RunStatus.CANCELLED);

    // When the others are answered after the end, and the run goes on
    worker.release();
    await()
        .atMost(Lab.LONG)
        .until(() -> lab.all("select 1 from answers where run_id = $1", run).size() == 3);
    assertThat(lab.show(run).getInt("counts.cancelled")).isEqualTo(3);
    scoring.silentToTasks(false);
    lab.act(run, "resume");

    // Then
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.getInt("counts.passed")).isEqualTo(3);
    assertThat(worker.calls(run)).as("nothing was asked twice").hasSize(3);
    assertThat(
            lab.one("select sum(cost) as cost from units where run_id = $1", run).getDouble("cost"))
        .isEqualTo(0.003, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void shouldGoOnWithACancelWhereSomebodyLeftOff() {
    // Given a cancel of which only the first step was done
    UUID run = lab.launch(Lab.pushOf(7));
    lab.all(
        "update runs set status = 'cancelling', cancelling_at = now() + interval '1 day'"
            + " where id = $1",
        run);

    // Then
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getInt("counts.cancelled")).isEqualTo(7);
  }

  @Test
  void shouldHandOutNothingOfWhatIsBeingCutAndSkipIt() {
    // Given a run of which a part was cut, and the rest is left over
    UUID run = lab.launch(Lab.pushOf(7));
    lab.all("update runs set cutting = 'BUDGET_COST', target_kind = 'provider' where id = $1", run);

    // Then
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getInt("counts.skipped")).isEqualTo(7);
    assertThat(
            lab.all("select 1 from units where run_id = $1 and reason = 'BUDGET_COST'", run).size())
        .isEqualTo(7);
    assertThat(worker.calls(run)).isEmpty();
  }

  @Test
  void shouldHoldThroughCancelsAndResumesWhileAnswersComeIn() {
    // Given
    worker.answering(call -> List.of(Replies.right(call), Replies.right(call)));
    UUID run = lab.launch(launchOf(600));

    // When
    for (int round = 1; round <= 4; round++) {
      int settled = 100 * round;
      await().atMost(Lab.LONG).until(() -> lab.show(run).getInt("counts.passed") >= settled);
      asAdmin().post("/v1/runs/{id}/cancel", run);
      if (lab.awaitEnd(run).getString("status").equals("cancelled")) {
        lab.act(run, "resume");
      }
    }

    // Then
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.getInt("counts.passed")).isEqualTo(600);
    assertThat(lab.one("select count(*) as k from scores where run_id = $1", run).getLong("k"))
        .isEqualTo(600);
  }
}
