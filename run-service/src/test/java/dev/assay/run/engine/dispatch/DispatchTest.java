package dev.assay.run.engine.dispatch;

import static dev.assay.run.testing.Lab.launchOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.message.ModelCall;
import dev.assay.common.status.RunStatus;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.broker.WorkerRegistry;
import dev.assay.run.platform.db.Db;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class DispatchTest {
  @Inject Lab lab;
  @Inject Db db;
  @Inject Dispatcher dispatcher;
  @Inject WorkerRegistry registry;
  @Inject DispatchConfig config;
  @Inject Vertx vertx;
  @Inject RunTroubles troubles;
  private final List<FakeWorker> workers = new ArrayList<>();
  @Beside FakeScoring scoring;

  @BeforeEach
  void start() {
    await().atMost(Lab.LONG).until(() -> registry.alive() == 0);
  }

  @AfterEach
  void stop() {
    workers.forEach(FakeWorker::release);
    lab.quiet();
    workers.forEach(FakeWorker::close);
  }

  private FakeWorker worker(int capacity) {
    FakeWorker worker = FakeWorker.start("w" + workers.size(), capacity).holding(call -> true);
    workers.add(worker);
    return worker;
  }

  /** A launch that may have more in flight than the workers of these tests can hold. */
  private static Map<String, Object> wide(int items) {
    Map<String, Object> launch = launchOf(items);
    launch.put("concurrency", 64);
    return launch;
  }

  /** Rounds go on, and have nothing to hand out. */
  private void nothingMore() {
    for (int round = 0; round < 3; round++) {
      assertThat(dispatcher.round().await().atMost(Lab.LONG).handedOut()).isZero();
    }
  }

  private int inFlight(UUID run) {
    return lab.show(run).getInt("counts.in_flight");
  }

  @Test
  void shouldHandOutNothingWithoutAWorker() {
    // When
    UUID run = lab.launch(launchOf(3));

    // Then
    nothingMore();
    assertThat(lab.show(run).getString("status")).isEqualTo("queued");
    assertThat(lab.show(run).getString("started_at")).isNull();

    // When
    worker(10).release();

    // Then
    assertThat(lab.awaitEnd(run).getInt("counts.passed")).isEqualTo(3);
  }

  @Test
  void shouldShareThePlacesBetweenRuns() {
    // Given
    UUID first = lab.launch(wide(200));
    UUID second = lab.launch(wide(200));

    // When
    FakeWorker worker = worker(40);

    // Then
    await()
        .atMost(Lab.LONG)
        .untilAsserted(
            () -> {
              assertThat(worker.held(first)).hasSize(20);
              assertThat(worker.held(second)).hasSize(20);
            });
  }

  @Test
  void shouldNotLetALargeRunStarveASmallOne() {
    // Given
    FakeWorker worker = worker(30);
    UUID large = lab.launch(wide(300));
    await().atMost(Lab.LONG).until(() -> worker.held(large).size() == 30);
    UUID small = lab.launch(launchOf(4));

    // When
    worker.releaseSome(10);

    // Then
    await().atMost(Lab.LONG).until(() -> worker.held(small).size() == 4);
    assertThat(inFlight(large)).isLessThanOrEqualTo(30);
  }

  @Test
  void shouldKeepNoPlacesForWhatIsParked() {
    // Given a run whose units wait for an hour, and one whose units do not
    UUID parked = lab.launch(wide(100));
    lab.all("update units set not_before = now() + interval '1 hour' where run_id = $1", parked);
    UUID well = lab.launch(wide(100));

    // When
    FakeWorker worker = worker(30);

    // Then
    await().atMost(Lab.LONG).until(() -> worker.held(well).size() == 30);
    assertThat(worker.held(parked)).isEmpty();
  }

  @Test
  void shouldKeepNoPlacesForWhatMayOnlyGoOutAlone() {
    // Given a run of which two workers were lost with every unit, and one that is well
    UUID suspected = lab.launch(wide(100));
    lab.all("update units set deliveries = 2 where run_id = $1", suspected);
    UUID well = lab.launch(wide(100));

    // When
    FakeWorker worker = worker(30);

    // Then
    await()
        .atMost(Lab.LONG)
        .until(() -> worker.held(well).size() == 29 && worker.held(suspected).size() == 1);
  }

  @Test
  void shouldNeverHaveMoreInFlightThanWorkersCanHold() {
    // Given
    FakeWorker worker = worker(7);

    // When
    UUID run = lab.launch(wide(100));

    // Then
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 7);
    nothingMore();
    for (int answered = 1; answered <= 20; answered++) {
      int called = 7 + answered;
      worker.releaseSome(1);
      await().atMost(Lab.LONG).until(() -> worker.calls(run).size() == called);
      assertThat(inFlight(run)).isLessThanOrEqualTo(7);
    }
    nothingMore();
    assertThat(worker.held(run)).hasSize(7);
  }

  @Test
  void shouldAdmitNoMoreThanTheConcurrencyWhenThereAreMoreWorkersThanThat() {
    // Given
    FakeWorker one = worker(20);
    FakeWorker two = worker(20);
    FakeWorker three = worker(20);
    await().atMost(Lab.LONG).until(() -> registry.alive() == 3);
    Map<String, Object> launch = launchOf(30);
    launch.put("concurrency", 2);

    // When
    UUID run = lab.launch(launch);

    // Then
    await().atMost(Lab.LONG).until(() -> inFlight(run) == 2);
    nothingMore();
    assertThat(inFlight(run)).isEqualTo(2);
    List<ModelCall> calls = new ArrayList<>();
    List.of(one, two, three).forEach(worker -> calls.addAll(worker.calls(run)));
    assertThat(calls).hasSize(2).allMatch(ModelCall::admitted);
    assertThat(calls).allMatch(call -> call.concurrency() == 2);
  }

  @Test
  void shouldLetWorkersShareAConcurrencyThatReachesOverAllOfThem() {
    // Given
    FakeWorker worker = worker(100);
    Map<String, Object> launch = launchOf(100);
    launch.put("concurrency", 4);

    // When
    UUID run = lab.launch(launch);

    // Then
    int window = DispatchPlan.window(4, 1, 0, config);
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == window);
    assertThat(worker.held(run)).noneMatch(ModelCall::admitted);
    nothingMore();
    assertThat(inFlight(run)).isEqualTo(window);
  }

  @Test
  void shouldStampACallWhenTheBrokerHasIt() {
    // Given
    FakeWorker worker = worker(10);

    // When
    UUID run = lab.launch(launchOf(5));
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 5);

    // Then
    await()
        .atMost(Lab.LONG)
        .until(
            () ->
                lab.all("select 1 from units where run_id = $1 and call_sent_at is not null", run)
                        .size()
                    == 5);
  }

  @Test
  void shouldSendAgainWhatWasNeverStamped() {
    // Given
    FakeWorker worker = worker(10);
    UUID run = lab.launch(launchOf(2));
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 2);

    // When
    lab.all(
        "update units set call_sent_at = null, dispatched_at = now() - interval '1 minute'"
            + " where run_id = $1 and n = 0",
        run);

    // Then
    await().atMost(Lab.LONG).until(() -> worker.calls(run).size() == 3);
    worker.release();
    JsonPath end = lab.awaitEnd(run);
    lab.holds(run);
    assertThat(end.getInt("counts.passed")).isEqualTo(2);
    assertThat(lab.one("select count(*) as k from answers where run_id = $1", run).getLong("k"))
        .isEqualTo(2);
  }

  @Test
  void shouldGiveAUnitUpThatTookItsWorkerWithItThreeTimes() {
    // Given
    FakeWorker worker = worker(10);
    UUID run = lab.launch(launchOf(2));
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 2);

    // When
    for (int delivery = 1; delivery <= 3; delivery++) {
      int seen = delivery + 1;
      await().atMost(Lab.LONG).until(() -> worker.calls(run).size() >= seen);
      await()
          .atMost(Lab.LONG)
          .until(
              () ->
                  !lab.all(
                          "update units set dispatched_at = now() - interval '1 day'"
                              + " where run_id = $1 and n = 0 and call_sent_at is not null"
                              + " returning n",
                          run)
                      .isEmpty());
    }

    // Then
    await().atMost(Lab.LONG).until(() -> lab.show(run).getInt("counts.errored") == 1);
    assertThat(
            lab.one("select error_code from units where run_id = $1 and n = 0", run)
                .getString("error_code"))
        .isEqualTo("WORKER_LOST");
    worker.release();
    assertThat(lab.awaitEnd(run).getInt("counts.passed")).isEqualTo(1);
    assertThat(worker.calls(run)).hasSize(4);
  }

  @Test
  void shouldForgetAWorkerThatLeaves() {
    // Given
    FakeWorker worker = FakeWorker.start("leaving", 5);
    await().atMost(Lab.LONG).until(() -> registry.capacity() == 5);

    // When
    worker.close();

    // Then
    await().atMost(Lab.LONG).until(() -> registry.alive() == 0);
    UUID run = lab.launch(launchOf(1));
    nothingMore();
    assertThat(lab.show(run).getString("status")).isEqualTo(RunStatus.QUEUED.wire());
  }
}
