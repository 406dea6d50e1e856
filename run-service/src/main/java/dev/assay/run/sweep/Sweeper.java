package dev.assay.run.sweep;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Finds what is late at any step and does it again. Every replica sweeps; each step takes the run's
 * lock and looks again before it does anything, so doing it twice is harmless.
 */
@ApplicationScoped
public class Sweeper {
  private static final Logger LOG = Logger.getLogger(Sweeper.class);

  private final Vertx vertx;
  private final SweepConfig config;
  private final MeterRegistry metrics;
  private final Map<String, Supplier<Uni<? extends Integer>>> steps = new LinkedHashMap<>();
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile boolean stopped;

  /** With everything that may be late. */
  public Sweeper(
      Vertx vertx,
      SweepConfig config,
      MeterRegistry metrics,
      LateCalls calls,
      LateScores scores,
      LateCancels cancels,
      LateEnds ends,
      OldEvents events) {
    this.vertx = vertx;
    this.config = config;
    this.metrics = metrics;
    steps.put("calls", calls::sweep);
    steps.put("scores", scores::sweep);
    steps.put("cancels", cancels::sweep);
    steps.put("ends", ends::sweep);
    steps.put("events", events::sweep);
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(config.every().toMillis(), id -> sweep());
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
  }

  private void sweep() {
    if (stopped || !running.compareAndSet(false, true)) {
      return;
    }
    Multi.createFrom()
        .iterable(steps.entrySet())
        .onItem()
        .transformToUniAndConcatenate(step -> run(step.getKey(), step.getValue()))
        .collect()
        .last()
        .subscribe()
        .with(done -> running.set(false), e -> running.set(false));
  }

  private Uni<Integer> run(String name, Supplier<Uni<? extends Integer>> step) {
    return Uni.createFrom()
        .deferred(step)
        .invoke(k -> metrics.counter("assay.sweeps", "step", name).increment(k))
        .onFailure()
        .invoke(e -> LOG.warnf("sweep failed step=%s error=%s", name, e.toString()))
        .onFailure()
        .recoverWithItem(0);
  }
}
