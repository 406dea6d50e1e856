package dev.assay.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where the broker is: {@code assay.broker.*}. */
@ConfigMapping(prefix = "assay.broker")
public interface BrokerConfig {
  /** Host of the AMQP 1.0 acceptor. */
  @WithDefault("127.0.0.1")
  String host();

  /** Its port. */
  @WithDefault("5672")
  int port();

  /** User, none for anonymous. */
  Optional<String> user();

  /** Password, none for anonymous. */
  Optional<String> password();

  /** Whether the connection is encrypted. */
  @WithDefault("false")
  boolean tls();

  /** Authorities that are believed, PEM; those of Java when absent. */
  Optional<String> caFile();
}
