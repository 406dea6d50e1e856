package dev.assay.run.platform.egress;

import dev.assay.link.egress.EgressRules;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Reads what the operator admits: from the environment alone, so that no request can change it. */
class EgressProducer {
  @Produces
  @Singleton
  @Startup
  EgressRules rules() {
    return EgressRules.of(System.getenv(EgressRules.VARIABLE));
  }
}
