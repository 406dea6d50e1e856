package dev.assay.worker.call;

import dev.assay.worker.time.Time;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
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
  private static final TypeLiteral<Uni<AttemptResult>> ATTEMPT = new TypeLiteral<>() {};

  private final Time time;
  private final TypedGuard<Uni<AttemptResult>> guard;
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;
  private boolean looking;
  private int running;

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

  private Uni<AttemptResult> count(AttemptResult result) {
    running--;
    boolean bad =
        switch (result.attempt().outcome()) {
          case OVERLOADED, TRANSIENT, TIMEOUT -> true;
          // A probe that was called off says nothing: stay open rather than close on it.
          case CANCELLED -> state == CircuitBreakerState.HALF_OPEN;
          case OK, CONTENT_FILTER, RATE_LIMITED, QUOTA, AUTH, INVALID -> false;
        };
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
