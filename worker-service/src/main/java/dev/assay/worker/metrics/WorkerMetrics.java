package dev.assay.worker.metrics;

import dev.assay.common.message.ModelCall;
import dev.assay.common.part.Attempt;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.call.CallObserver;
import dev.assay.worker.intake.IntakeEvents;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Counts attempts, replies and doubles. All meters are made in advance: counting looks up none. */
public final class WorkerMetrics implements CallObserver, IntakeEvents {
  private static final String OUTCOME = "outcome";

  private final MeterRegistry registry;
  private final Map<OutcomeClass, Timer> attempts = new EnumMap<>(OutcomeClass.class);
  private final Counter replies;
  private final Counter duplicates;
  private final Counter unreadable;
  private final Counter dropped;

  /** Registers the meters. */
  public WorkerMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (OutcomeClass outcome : OutcomeClass.values()) {
      attempts.put(
          outcome,
          Timer.builder("assay.worker.attempts")
              .description("Attempts to call a provider, by outcome; waits are not part of them")
              .tag(OUTCOME, outcome.wire())
              .publishPercentileHistogram(false)
              .serviceLevelObjectives(
                  Duration.ofMillis(100),
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(10),
                  Duration.ofSeconds(60))
              .register(registry));
    }
    replies = counter("assay.worker.replies", "Replies the broker has accepted");
    duplicates =
        counter("assay.worker.duplicates", "Calls delivered again and not asked for again");
    unreadable = counter("assay.worker.unreadable", "Messages sent to the dead letters");
    dropped = counter("assay.worker.replies.dropped", "Replies given up as not sendable");
  }

  /** Registers what is looked up when somebody asks. */
  public void gauge(String name, String description, IntSupplier value) {
    io.micrometer.core.instrument.Gauge.builder(name, value, IntSupplier::getAsInt)
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void started(ModelCall call, Supplier<String> text) {
    // Counted when it ends.
  }

  @Override
  public void ended(ModelCall call, Attempt attempt) {
    attempts.get(attempt.outcome()).record(Duration.ofMillis(attempt.durationMs()));
  }

  @Override
  public void replied() {
    replies.increment();
  }

  @Override
  public void duplicate() {
    duplicates.increment();
  }

  @Override
  public void unreadable() {
    unreadable.increment();
  }

  @Override
  public void replyDropped() {
    dropped.increment();
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }
}
