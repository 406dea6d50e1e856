package dev.assay.run.engine.stalls;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.run.engine.dispatch.Dispatcher;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.broker.WorkerRegistry;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.HeldTable;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is due and is not handed out is told, with the reason. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class StalledRunsTest {
  @Inject Lab lab;
  @Inject MeterRegistry metrics;
  @Inject WorkerRegistry registry;
  @Inject RunTroubles troubles;
  @Beside FakeScoring scoring;
  private final List<FakeWorker> workers = new ArrayList<>();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final Logger logger = Logger.getLogger(StalledRuns.class.getName());
  private final Handler ear =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          told.add(
              line.getParameters() == null
                  ? line.getMessage()
                  : line.getMessage().formatted(line.getParameters()));
        }

        @Override
        public void flush() {
          // Nothing is kept back.
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };

  @BeforeEach
  void start() {
    await().atMost(Lab.LONG).until(() -> registry.alive() == 0);
    logger.addHandler(ear);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(ear);
    if (workers.isEmpty()) {
      work();
    }
    workers.forEach(FakeWorker::release);
    lab.quiet();
    workers.forEach(FakeWorker::close);
  }

  private FakeWorker work() {
    FakeWorker worker = FakeWorker.start();
    workers.add(worker);
    return worker;
  }

  private double stalled(String reason) {
    return metrics.get("assay.dispatch.stalled").tag("reason", reason).gauge().value();
  }

  private void awaitStalled(String reason, int runs) {
    await().atMost(Lab.LONG).until(() -> stalled(reason) == runs);
  }

  private List<String> told(UUID run) {
    return told.stream().filter(line -> line.contains(run.toString())).toList();
  }

  @Test
  void shouldSayOnceThatThereIsNoWorker() {
    // When
    UUID run = lab.launch(launchOf(3));
    awaitStalled("no_worker", 1);
    UUID later = lab.launch(launchOf(3));
    awaitStalled("no_worker", 2);

    // Then the first one was looked at again meanwhile, and not told again
    assertThat(told(run)).hasSize(1);
    assertThat(told(run).get(0)).contains("units=3", "reason=no_worker");

    // When
    work();

    // Then
    lab.awaitEnd(run);
    lab.awaitEnd(later);
    awaitStalled("no_worker", 0);
    assertThat(told(later)).hasSize(1);
  }

  @Test
  void shouldSayThatARunIsLockedWhileAnotherGoesOn() throws Exception {
    // Given
    UUID run = lab.launch(launchOf(3));
    try (HeldTable row = HeldTable.ofRun(run)) {
      // When
      work();

      // Then
      awaitStalled("locked", 1);
      assertThat(lab.awaitEnd(lab.launch(launchOf(3))).getInt("counts.passed")).isEqualTo(3);
    }
    assertThat(lab.awaitEnd(run).getInt("counts.passed")).isEqualTo(3);
    awaitStalled("locked", 0);
    assertThat(told(run)).hasSize(1);
    assertThat(told(run).get(0)).contains("reason=locked");
  }

  @Test
  void shouldSayThatARunRests() {
    // Given a run whose dispatching has failed four times: it rests for eight seconds
    UUID run = lab.launch(launchOf(3));
    for (int i = 0; i < 4; i++) {
      troubles.failed(Dispatcher.STEP, run, new IllegalStateException("a fault of ours"));
    }

    // When
    work();

    // Then
    await().atMost(Lab.LONG).until(() -> !told(run).isEmpty());
    assertThat(told(run).get(0)).contains("reason=resting");
    assertThat(lab.awaitEnd(run).getInt("counts.passed")).isEqualTo(3);
  }

  @Test
  void shouldSayThatABudgetAllowsNoMoreForNow() {
    // Given a run that knows nothing of its price as long as its first call is under way
    String provider = unique("priced");
    asAdmin()
        .body(
            Map.of(
                "name",
                provider,
                "kind",
                "simulated",
                "models",
                Map.of("sim", Map.of("price_in", 1, "price_out", 1))))
        .post("/v1/providers")
        .then()
        .statusCode(201);
    Map<String, Object> launch = launchOf(3);
    launch.put("target", Map.of("provider", provider, "model", "sim"));
    launch.put("budget", Map.of("max_cost", 1));
    FakeWorker worker = work().holding(call -> true);

    // When
    UUID run = lab.launch(launch);

    // Then
    awaitStalled("no_purse", 1);
    assertThat(told(run)).hasSize(1);
    worker.release();
    lab.awaitEnd(run);
    awaitStalled("no_purse", 0);
  }
}
