package dev.assay.run.engine.sweep;

import static dev.assay.run.testing.Lab.launchOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.status.RunStatus;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Patient;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A step of a sweep that waits, beside the others. */
@QuarkusTest
@TestProfile(Patient.class)
@WithTestResource(RunServiceResources.class)
class SweepStepsTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @Test
  void shouldEndACancelAlthoughTheTrialOfAGateNeverEnds() {
    // Given a run whose gate is being tried, by a scoring-service that does not answer
    scoring.silentToTasks(true);
    Map<String, Object> launch = launchOf(2);
    launch.put("gate", List.of(Map.of("type", "pass_rate", "min", 0.9)));
    UUID gated = lab.launch(launch);
    lab.awaitStatus(gated, RunStatus.EVALUATING_RESULTS);
    lab.all("update runs set self_test = null where id = $1", gated);
    scoring.silentToTrials(true);
    int before = scoring.trials();
    scoring.silentToTasks(false);
    await().atMost(Lab.LONG).until(() -> scoring.trials() > before);

    // When a run is cancelled whose worker does not report back
    UUID run = lab.held(worker, 3);
    lab.act(run, "cancel");

    // Then
    lab.awaitStatus(run, RunStatus.CANCELLED);
    assertThat(lab.show(gated).getString("status")).isEqualTo("evaluating_results");
  }
}
