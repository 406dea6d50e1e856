package dev.assay.run.platform.health;

import dev.assay.link.broker.BrokerLink;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Not alive when the connection to the broker is gone and nothing tries to bring it back. */
@Liveness
@ApplicationScoped
class BrokerLive implements HealthCheck {
  private final BrokerLink link;

  BrokerLive(BrokerLink link) {
    this.link = link;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("broker-link").status(link.alive()).build();
  }
}
