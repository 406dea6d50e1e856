package dev.assay.scoring.service;

import dev.assay.link.broker.BrokerSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where the broker is. */
@ConfigMapping(prefix = "assay.broker")
public interface BrokerConfig {
  /** Name or address. */
  @WithDefault("127.0.0.1")
  String host();

  /** Port of the AMQP 1.0 acceptor. */
  @WithDefault("5672")
  int port();

  /** User name; anonymous when absent. */
  Optional<String> user();

  /** Password; anonymous when absent. */
  Optional<String> password();

  /** Whether the connection is encrypted. */
  @WithDefault("false")
  boolean tls();

  /** Authorities that are believed, PEM; those of Java when absent. */
  Optional<String> caFile();

  /** As the link wants it, under the given container id. */
  default BrokerSettings settings(String containerId) {
    return new BrokerSettings(
        host(),
        port(),
        user().orElse(null),
        password().orElse(null),
        containerId,
        BrokerSettings.Tls.of(tls(), caFile()));
  }
}
