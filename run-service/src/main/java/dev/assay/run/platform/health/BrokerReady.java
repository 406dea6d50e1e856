package dev.assay.run.platform.health;

import dev.assay.link.broker.BrokerLink;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the broker is away or refuses a link: something could not be sent or taken. */
@Readiness
@ApplicationScoped
class BrokerReady implements HealthCheck {
  private final BrokerLink link;

  BrokerReady(BrokerLink link) {
    this.link = link;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("broker").status(link.ready()).build();
  }
}
