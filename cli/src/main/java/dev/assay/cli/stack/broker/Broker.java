package dev.assay.cli.stack.broker;

import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** A real ActiveMQ Artemis inside this process. */
public final class Broker implements AutoCloseable {
  private final EmbeddedActiveMQ server;

  private Broker(EmbeddedActiveMQ server) {
    this.server = server;
  }

  /**
   * Starts and returns when connections are accepted.
   *
   * @throws Exception when the port is taken, the journal is locked or the disk refuses
   */
  public static Broker start(BrokerSettings settings) throws Exception {
    EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    server.setConfiguration(BrokerConfiguration.of(settings));
    server.setSecurityManager(new OneAccount(settings.user(), settings.password()));
    server.start();
    if (!server.getActiveMQServer().isActive()) {
      server.stop();
      throw new IllegalStateException("the broker did not become active; see the lines above");
    }
    return new Broker(server);
  }

  @Override
  public String toString() {
    return "node=" + server.getActiveMQServer().getNodeID();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
