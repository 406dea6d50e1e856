package dev.assay.run.engine.dispatch;

import static dev.assay.run.testing.Lab.launchOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.broker.WorkerRegistry;
import dev.assay.run.platform.db.Db;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Patient;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas hand units out. A call that is late would be asked again, and rightly so. */
@QuarkusTest
@TestProfile(Patient.class)
@WithTestResource(RunServiceResources.class)
class TwoDispatchersTest {
  @Inject Lab lab;
  @Inject Db db;
  @Inject UnitClaims claims;
  @Inject CallSender sender;
  @Inject WorkerRegistry registry;
  @Inject DispatchConfig config;
  @Inject Vertx vertx;
  @Inject MeterRegistry metrics;
  @Inject RunTroubles troubles;
  @Beside FakeScoring scoring;
  private FakeWorker worker;

  @BeforeEach
  void start() {
    worker = FakeWorker.start("w", 150).holding(call -> true);
  }

  @AfterEach
  void stop() {
    worker.release();
    lab.quiet();
    worker.close();
  }

  @Test
  void shouldClaimEveryUnitOnceWithTwoDispatchers() {
    // Given
    Bell bell = new Bell();
    Dispatcher second =
        new Dispatcher(db, claims, sender, registry, config, vertx, bell, metrics, troubles);
    second.start(null);
    List<UUID> runs = List.of(lab.launch(launchOf(400)), lab.launch(launchOf(400)));
    worker.answeringOne(
        call -> {
          bell.ring();
          return Replies.right(call);
        });

    // When
    worker.release();

    // Then
    for (UUID run : runs) {
      assertThat(lab.awaitEnd(run).getInt("counts.passed")).isEqualTo(400);
      lab.holds(run);
      assertThat(worker.calls(run).stream().map(call -> call.unit().n())).doesNotHaveDuplicates();
      assertThat(worker.calls(run)).hasSize(400);
    }
    second.stop().await().atMost(Lab.LONG);
  }
}
