package dev.assay.run.engine.sweep;

import static dev.assay.run.testing.Lab.launchOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.status.RunStatus;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class SweepTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @Test
  void shouldAskForScoresAgainThatNeverCame() {
    // Given
    scoring.silentToTasks(true);
    UUID run = lab.launch(launchOf(10));
    await().atMost(Lab.LONG).until(() -> !scoring.tasks(run).isEmpty());

    // When
    scoring.silentToTasks(false);

    // Then
    assertThat(lab.awaitEnd(run).getInt("counts.passed")).isEqualTo(10);
    lab.holds(run);
  }

  @Test
  void shouldSendATaskAgainThatWasNeverStamped() {
    // Given
    scoring.silentToTasks(true);
    UUID run = lab.launch(launchOf(1));
    await().atMost(Lab.LONG).until(() -> scoring.tasks(run).size() == 1);

    // When
    lab.all(
        "update units set task_sent_at = null, answered_at = now() - interval '1 minute'"
            + " where run_id = $1",
        run);

    // Then
    await().atMost(Lab.LONG).until(() -> scoring.tasks(run).size() >= 2);
  }

  @Test
  void shouldEndACancelledRunWhoseWorkersDoNotReportBack() {
    // Given
    worker.holding(call -> true);
    UUID cancelled = lab.launch(launchOf(50));
    await().atMost(Lab.LONG).until(() -> !worker.held(cancelled).isEmpty());

    // When
    lab.act(cancelled, "cancel");

    // Then
    JsonPath end = lab.awaitEnd(cancelled);
    lab.holds(cancelled);
    assertThat(end.getString("status")).isEqualTo("cancelled");
    assertThat(end.getInt("counts.cancelled")).isEqualTo(50);
    assertThat(worker.cancels()).anyMatch(c -> c.runId().equals(cancelled) && c.generation() == 1);
  }

  @Test
  void shouldTryTheGateBeforeTheEndWhenScoringWasAwayAtTheLaunch() {
    // Given
    lab.awaitEnd(lab.launch(launchOf(1)));
    scoring.silentToTrials(true);
    Map<String, Object> launch = launchOf(5);
    launch.put("gate", List.of(Map.of("type", "pass_rate", "min", 0.9)));

    // When
    UUID run = lab.launch(launch);

    // Then
    assertThat(lab.show(run).getList("warnings.code", String.class)).contains("GATE_NOT_TRIED");
    lab.awaitStatus(run, RunStatus.EVALUATING_RESULTS);
    await().atMost(Lab.LONG).until(() -> lab.show(run).getInt("counts.passed") == 5);
    assertThat(lab.show(run).getString("verdict")).isNull();

    // When
    scoring.silentToTrials(false);

    // Then
    assertThat(lab.awaitEnd(run).getString("verdict")).isEqualTo("pass");
  }
}
