package dev.assay.run.engine.intake;

import dev.assay.common.message.ModelCall;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A run service between a scripted worker and a scripted scoring service. */
abstract class IntakeSetup {
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
    worker.release();
    lab.quiet();
    worker.close();
    scoring.close();
  }

  static boolean isItem(ModelCall call, int i) {
    return call.itemId().equals("item-" + i);
  }
}
