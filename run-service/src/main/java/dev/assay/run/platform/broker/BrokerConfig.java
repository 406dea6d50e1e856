package dev.assay.run.platform.broker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where the AMQP 1.0 broker is. */
@ConfigMapping(prefix = "assay.broker")
public interface BrokerConfig {
  /** Name or address. */
  @WithDefault("127.0.0.1")
  String host();

  /** Port of the AMQP acceptor. */
  @WithDefault("5672")
  int port();

  /** User; anonymous when absent. */
  Optional<String> user();

  /** Password of the user. */
  Optional<String> password();

  /** Whether the connection is encrypted. */
  @WithDefault("false")
  boolean tls();

  /** Authorities that are believed, PEM; those of Java when absent. */
  Optional<String> caFile();
}
