package dev.assay.scoring.service;

import dev.assay.common.part.Score;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.engine.ScoreObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** What this process does, in numbers. */
@ApplicationScoped
public class ScoringMetrics implements ScoreObserver {
  private record Kind(String scorer, ScoreStatus status) {}

  private final MeterRegistry registry;
  private final ConcurrentMap<Kind, Timer> scores = new ConcurrentHashMap<>();
  private final Counter units;

  /** Meters go to this registry. */
  public ScoringMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.units =
        Counter.builder("assay.scoring.units").description("Answers scored").register(registry);
  }

  @Override
  public void scored(Score score, long nanos) {
    // an id that no scorer has is the caller's text: it must not make a meter of its own
    String scorer = score.version() == 0 ? "unknown" : score.scorer();
    scores
        .computeIfAbsent(new Kind(scorer, score.status()), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** A message was dealt with: {@code scored, answered, unreadable, unsent, failed}. */
  public void message(String outcome) {
    Counter.builder("assay.scoring.messages")
        .description("Messages by what became of them")
        .tag("outcome", outcome)
        .register(registry)
        .increment();
  }

  /** So many answers of a task were scored. */
  public void units(int count) {
    units.increment(count);
  }

  private Timer timer(Kind kind) {
    return Timer.builder("assay.scoring.scores")
        .description("Scores made and the time each took")
        .tag("scorer", kind.scorer())
        .tag("status", kind.status().wire())
        .register(registry);
  }
}
