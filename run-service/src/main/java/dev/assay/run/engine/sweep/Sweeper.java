package dev.assay.run.engine.sweep;

import dev.assay.run.engine.cache.CacheUpkeep;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.shutdown.Stoppable;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Finds what is late at any step and does it again. Every replica sweeps; each step takes the run's
 * lock and looks again before it does anything, so doing it twice is harmless. A run whose work
 * fails keeps no step from the others.
 */
@ApplicationScoped
public class Sweeper implements Stoppable {
  private static final Logger LOG = Logger.getLogger(Sweeper.class);

  private final Vertx vertx;
  private final SweepConfig config;
  private final MeterRegistry metrics;
  private final List<Step> steps;
  private volatile boolean stopped;

  /** Holds the end of what is under way; null when nothing is. */
  private record Step(
      String name,
      Supplier<Uni<? extends Integer>> work,
      AtomicReference<CompletableFuture<Void>> running) {
    Step(String name, Supplier<Uni<? extends Integer>> work) {
      this(name, work, new AtomicReference<>());
    }

    boolean begin() {
      return running.compareAndSet(null, new CompletableFuture<>());
    }

    void end() {
      running.getAndSet(null).complete(null);
    }

    Uni<Void> rest() {
      CompletableFuture<Void> under = running.get();
      return under == null ? Uni.createFrom().voidItem() : Uni.createFrom().completionStage(under);
    }
  }

  public Sweeper(
      Vertx vertx,
      SweepConfig config,
      MeterRegistry metrics,
      LateCalls calls,
      LateScores scores,
      LateJudgings judgings,
      LateCancels cancels,
      LateEnds ends,
      OldEvents events,
      RemovedRuns removed,
      CacheUpkeep cache,
      LostWorkers workers,
      Sequels sequels,
      RunTroubles troubles) {
    this.vertx = vertx;
    this.config = config;
    this.metrics = metrics;
    this.steps =
        List.of(
            new Step("calls", calls::sweep),
            new Step("scores", scores::sweep),
            new Step("suspects", scores::sweepSuspects),
            new Step("judgings", judgings::sweep),
            new Step("cancels", cancels::sweep),
            new Step("leftovers", cancels::sweepLeftovers),
            new Step("ends", ends::sweep),
            new Step("events", events::sweep),
            new Step("removed", removed::sweep),
            new Step("troubles", troubles::sweep),
            new Step("workers", workers::sweep),
            new Step("sequels", sequels::sweep),
            new Step("cache", cache::sweep));
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(config.every().toMillis(), id -> sweep());
  }

  /** What is under way ends first: what the broker took unstamped would be asked twice. */
  @Override
  public Uni<Void> stop() {
    stopped = true;
    return Uni.join().all(steps.stream().map(Step::rest).toList()).andFailFast().replaceWithVoid();
  }

  /** Begins all steps that are not under way. */
  void sweep() {
    if (!stopped) {
      steps.forEach(this::run);
    }
  }

  /** Each step goes on by itself: one that waits for scoring-service delays no cancel. */
  private void run(Step step) {
    if (!step.begin()) {
      return;
    }
    Uni.createFrom()
        .deferred(step.work())
        .subscribe()
        .with(
            k -> {
              step.end();
              metrics.counter("assay.sweeps", "step", step.name()).increment(k);
            },
            e -> {
              step.end();
              LOG.warnf("sweep failed step=%s error=%s", step.name(), e.toString());
            });
  }
}
