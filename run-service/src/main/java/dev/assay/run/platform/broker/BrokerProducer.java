package dev.assay.run.platform.broker;

import dev.assay.common.id.Ids;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.BrokerSettings;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes the one link to the broker. */
class BrokerProducer {

  @Produces
  @Singleton
  BrokerLink link(Vertx vertx, BrokerConfig config) {
    return BrokerLink.start(
        vertx,
        new BrokerSettings(
            config.host(),
            config.port(),
            config.user().orElse(null),
            config.password().orElse(null),
            "assay-run-" + Ids.next(),
            BrokerSettings.Tls.of(config.tls(), config.caFile())));
  }

  void close(@Disposes BrokerLink link) {
    link.close().await().atMost(Duration.ofSeconds(5));
  }
}
