package dev.assay.scoring.service;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the broker is there and the process is not draining. */
@Readiness
@ApplicationScoped
public class BrokerReadiness implements HealthCheck {
  private final ScoringService service;

  /** Asks the service. */
  public BrokerReadiness(ScoringService service) {
    this.service = service;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("broker")
        .status(service.takesTasks())
        .withData("draining", service.draining())
        .build();
  }
}
