package dev.assay.worker;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the broker is there and calls are taken. */
@Readiness
@ApplicationScoped
public class WorkerReadiness implements HealthCheck {
  private final WorkerApp app;

  WorkerReadiness(WorkerApp app) {
    this.app = app;
  }

  @Override
  public HealthCheckResponse call() {
    WorkerRuntime runtime = app.runtime();
    return HealthCheckResponse.named("takes calls")
        .status(runtime != null && runtime.ready())
        .build();
  }
}
