package dev.assay.worker.call;

import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.time.Time;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * A circuit breaker around one attempt. The guard counts and decides; it rejects instead of
 * waiting, so calls that find it open wait here until it lets a probe through or has closed. Its
 * state changes on threads of its own; everything else happens on the event loop.
 */
final class Breaker {
  private static final long LOOK_AGAIN_MS = 500;

  /** When nobody tried for so long, what was before says nothing of now. */
  private static final long FORGET_MS = 120_000;

  private static final TypeLiteral<Uni<AttemptResult>> ATTEMPT = new TypeLiteral<>() {};

  private final Time time;
  private final TypedGuard<Uni<AttemptResult>> guard;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;
  private boolean looking;
  private int running;
  private Instant failingSince;
  private Instant failedAt;
  private String words;

  /** One call that waits, and when it no longer may. */
  private record Waiting(Runnable released, long untilMillis) {}

  Breaker(String name, BreakerSettings settings, Time time) {
    this.time = time;
    this.guard =
        TypedGuard.create(ATTEMPT)
            .withDescription(name)
            // Stays on the event loop; the default would hop once more for every attempt.
            .withThreadOffload(false)
            .withCircuitBreaker()
            .requestVolumeThreshold(settings.window())
            .failureRatio(settings.failureRatio())
            .delay(settings.openMs(), ChronoUnit.MILLIS)
            .successThreshold(1)
            .failOn(CountedException.class)
            .onStateChange(this::changed)
            .done()
            .build();
  }

  /**
   * Makes an attempt through the guard.
   *
   * @return the attempt's result, whatever it is; fails with {@link CircuitBreakerOpenException}
   *     when no attempt was made
   */
  Uni<AttemptResult> around(Supplier<Uni<AttemptResult>> attempt) {
    return guard
        .get(
            () -> {
              running++;
              return attempt.get().onItem().transformToUni(this::count);
            })
        .onFailure(CountedException.class)
        .recoverWithItem(e -> ((CountedException) e).result());
  }

  /** Runs a task when it is worth trying again; at the latest after so many milliseconds. */
  Runnable await(Runnable released, long atMostMs) {
    long now = time.now().toEpochMilli();
    Waiting entry =
        new Waiting(released, atMostMs == Long.MAX_VALUE ? Long.MAX_VALUE : now + atMostMs);
    waiting.add(entry);
    look();
    return () -> waiting.remove(entry);
  }

  boolean closed() {
    return state == CircuitBreakerState.CLOSED;
  }

  /** Milliseconds since the first of the failures with no answer after it; 0 when it is well. */
  long failingMs() {
    return failingSince == null ? 0 : Duration.between(failingSince, time.now()).toMillis();
  }

  /** What the last failure said. */
  String words() {
    return words;
  }

  private void note(AttemptResult result, boolean bad) {
    if (!bad) {
      failingSince = null;
      return;
    }
    Instant started = result.attempt().startedAt();
    if (failingSince == null || Duration.between(failedAt, started).toMillis() > FORGET_MS) {
      failingSince = started;
    }
    failedAt = time.now();
    words = result.attempt().error();
  }

  private Uni<AttemptResult> count(AttemptResult result) {
    running--;
    OutcomeClass outcome = result.attempt().outcome();
    boolean answered = result.attempt().httpStatus() != null;
    // A probe that was called off, or never sent, says nothing: stay open rather than close on it.
    boolean saysNothing = !answered && state == CircuitBreakerState.HALF_OPEN;
    boolean bad =
        switch (outcome) {
          case OVERLOADED, TRANSIENT, TIMEOUT -> result.providers() || saysNothing;
          case CANCELLED -> state == CircuitBreakerState.HALF_OPEN;
          case INVALID -> saysNothing;
          case OK, CONTENT_FILTER, RATE_LIMITED, QUOTA, AUTH -> false;
        };
    if (outcome != OutcomeClass.CANCELLED && (answered || bad && result.providers())) {
      note(result, bad);
    }
    return bad
        ? Uni.createFrom().failure(new CountedException(result))
        : Uni.createFrom().item(result);
  }

  private void changed(CircuitBreakerState newState) {
    state = newState;
    time.soon(this::release);
  }

  private void release() {
    switch (state) {
      case CLOSED -> {
        List<Waiting> all = new ArrayList<>(waiting);
        waiting.clear();
        all.forEach(w -> w.released().run());
      }
      case HALF_OPEN -> {
        Waiting probe = waiting.poll();
        if (probe != null) {
          probe.released().run();
        }
      }
      case OPEN -> {
        // They wait on.
      }
    }
  }

  /** A probe may be lost on its way (its run cancelled, its deadline passed): look now and then. */
  private void look() {
    if (looking) {
      return;
    }
    looking = true;
    time.after(
        LOOK_AGAIN_MS,
        () -> {
          looking = false;
          releaseLate();
          if (running == 0 || closed()) {
            release();
          }
          if (!waiting.isEmpty()) {
            look();
          }
        });
  }

  private void releaseLate() {
    long now = time.now().toEpochMilli();
    List<Waiting> late = waiting.stream().filter(w -> w.untilMillis() <= now).toList();
    waiting.removeAll(late);
    late.forEach(w -> w.released().run());
  }
}
