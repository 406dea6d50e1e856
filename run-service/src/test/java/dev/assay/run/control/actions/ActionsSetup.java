package dev.assay.run.control.actions;

import static dev.assay.run.testing.Lab.launchOf;
import static org.awaitility.Awaitility.await;

import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A run service between a scripted worker and a scripted scoring service. */
abstract class ActionsSetup {
  @Inject Lab lab;
  FakeWorker worker;
  FakeScoring scoring;

  @BeforeEach
  void start() {
    scoring = FakeScoring.start();
    worker = FakeWorker.start();
  }

  @AfterEach
  void stop() {
    scoring.silentToTasks(false);
    lab.quiet();
    worker.close();
    scoring.close();
  }

  /** A run whose calls are all with the worker, which answers none until it is released. */
  UUID held(int items) {
    worker.holding(call -> true);
    UUID run = lab.launch(launchOf(items));
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == items);
    return run;
  }
}
