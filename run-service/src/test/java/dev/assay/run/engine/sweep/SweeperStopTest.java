package dev.assay.run.engine.sweep;

import static dev.assay.run.testing.Lab.launchOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.run.engine.cache.CacheUpkeep;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.state.RunLocks;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The end of a process in the middle of a sweep. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class SweeperStopTest {
  @Inject Lab lab;
  @Inject Db db;
  @Inject Vertx vertx;
  @Inject SweepConfig config;
  @Inject MeterRegistry metrics;
  @Inject LateCalls calls;
  @Inject LateScores scores;
  @Inject LateJudgings judgings;
  @Inject LateCancels cancels;
  @Inject LateEnds ends;
  @Inject OldEvents events;
  @Inject RemovedRuns removed;
  @Inject CacheUpkeep cache;
  @Inject LostWorkers workers;
  @Inject Sequels sequels;
  @Inject RunTroubles troubles;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @Test
  void shouldEndWhatItHandsOutBeforeTheProcessEnds() {
    // Given a sweep that hands out again, and waits for the run in the middle of it
    Sweeper sweeper =
        new Sweeper(
            vertx, config, metrics, calls, scores, judgings, cancels, ends, events, removed, cache,
            workers, sequels, troubles);
    UUID run = lab.held(worker, 1);
    CompletableFuture<Void> locked = new CompletableFuture<>();
    CompletableFuture<Void> free = new CompletableFuture<>();
    CompletableFuture<?> over =
        db.inTransaction(
                tx ->
                    RunLocks.lock(tx, run)
                        .invoke(it -> locked.complete(null))
                        .flatMap(it -> Uni.createFrom().completionStage(free)))
            .subscribeAsCompletionStage();
    locked.join();
    lab.all(
        "update units set call_sent_at = null, dispatched_at = now() - interval '1 minute'"
            + " where run_id = $1",
        run);
    sweeper.sweep();
    await().atMost(Lab.LONG).until(() -> waitingForALock() > 0);

    // When
    CompletableFuture<Void> stopped = sweeper.stop().subscribeAsCompletionStage();

    // Then
    assertThat(stopped).isNotDone();
    free.complete(null);
    over.join();
    await().atMost(Lab.LONG).until(stopped::isDone);
    await().atMost(Lab.LONG).until(() -> worker.calls(run).size() >= 2);
    worker.release();
    assertThat(lab.awaitEnd(run).getInt("counts.passed")).isEqualTo(1);
    assertThat(lab.awaitEnd(lab.launch(launchOf(1))).getInt("counts.passed")).isEqualTo(1);
  }

  private long waitingForALock() {
    return lab.one("select count(*) as k from pg_stat_activity where wait_event_type = 'Lock'")
        .getLong("k");
  }
}
