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
import dev.assay.run.testing.QuickProfile;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Cancelling a run in any of its statuses, and going on with it. */
@QuarkusTest
@TestProfile(QuickProfile.class)
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
