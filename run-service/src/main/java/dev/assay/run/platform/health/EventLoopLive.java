package dev.assay.run.platform.health;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Not alive when timers no longer fire: then nothing here works, and only a restart helps. */
@Liveness
@ApplicationScoped
class EventLoopLive implements HealthCheck {
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration DEAD = Duration.ofSeconds(30);

  private final Clock clock = Clock.systemUTC();
  private volatile Instant beat = clock.instant();

  EventLoopLive(Vertx vertx) {
    vertx.setPeriodic(BEAT.toMillis(), id -> beat = clock.instant());
  }

  @Override
  public HealthCheckResponse call() {
    Duration since = Duration.between(beat, clock.instant());
    return HealthCheckResponse.named("event-loop").status(since.compareTo(DEAD) < 0).build();
  }
}
