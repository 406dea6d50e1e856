package dev.assay.run.engine.sweep;

import dev.assay.run.engine.cache.CacheUpkeep;
import dev.assay.run.platform.shutdown.Stoppable;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Finds what is late at any step and does it again. Every replica sweeps; each step takes the run's
 * lock and looks again before it does anything, so doing it twice is harmless.
 */
@ApplicationScoped
public class Sweeper implements Stoppable {
  private static final Logger LOG = Logger.getLogger(Sweeper.class);

  private final Vertx vertx;
  private final SweepConfig config;
  private final MeterRegistry metrics;
  private final List<Step> steps;
  private volatile boolean stopped;

  private record Step(String name, Supplier<Uni<? extends Integer>> work, AtomicBoolean running) {
    Step(String name, Supplier<Uni<? extends Integer>> work) {
      this(name, work, new AtomicBoolean());
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
      CacheUpkeep cache) {
    this.vertx = vertx;
    this.config = config;
    this.metrics = metrics;
    this.steps =
        List.of(
            new Step("calls", calls::sweep),
            new Step("scores", scores::sweep),
            new Step("judgings", judgings::sweep),
            new Step("cancels", cancels::sweep),
            new Step("ends", ends::sweep),
            new Step("events", events::sweep),
            new Step("cache", cache::sweep));
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(config.every().toMillis(), id -> sweep());
  }

  /** Waits for no step: what one leaves undone, the next sweep of any replica finds. */
  @Override
  public Uni<Void> stop() {
    stopped = true;
    return Uni.createFrom().voidItem();
  }

  private void sweep() {
    if (!stopped) {
      steps.forEach(this::run);
    }
  }

  /** Each step goes on by itself: one that waits for scoring-service delays no cancel. */
  private void run(Step step) {
    if (!step.running().compareAndSet(false, true)) {
      return;
    }
    Uni.createFrom()
        .deferred(step.work())
        .subscribe()
        .with(
            k -> {
              step.running().set(false);
              metrics.counter("assay.sweeps", "step", step.name()).increment(k);
            },
            e -> {
              step.running().set(false);
              LOG.warnf("sweep failed step=%s error=%s", step.name(), e.toString());
            });
  }
}
