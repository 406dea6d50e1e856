package dev.assay.scoring.service;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive while no worker is stuck in one task, programs of users can run, and the broker is there or
 * tried for.
 */
@Liveness
@ApplicationScoped
public class WorkersLiveness implements HealthCheck {
  private final InFlight inFlight;
  private final ScoringService service;
  private final ScoringSettings settings;

  /** Asks what is being computed, and the link. */
  public WorkersLiveness(InFlight inFlight, ScoringService service, ScoringSettings settings) {
    this.inFlight = inFlight;
    this.service = service;
    this.settings = settings;
  }

  @Override
  public HealthCheckResponse call() {
    long longest = inFlight.longest().toMillis();
    return HealthCheckResponse.named("workers")
        .status(
            longest <= settings.stuckAfter().toMillis()
                && service.linkAlive()
                && service.runsPrograms())
        .withData("longest_ms", longest)
        .build();
  }
}
