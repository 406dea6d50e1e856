package dev.assay.worker;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive while the event loop of the calls turns and the broker is there or tried for. */
@Liveness
@ApplicationScoped
public class WorkerLiveness implements HealthCheck {
  private final WorkerApp app;

  WorkerLiveness(WorkerApp app) {
    this.app = app;
  }

  @Override
  public HealthCheckResponse call() {
    WorkerRuntime runtime = app.runtime();
    return HealthCheckResponse.named("event loop turns")
        .status(runtime == null || runtime.alive())
        .build();
  }
}
