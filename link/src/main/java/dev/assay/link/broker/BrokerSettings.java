package dev.assay.link.broker;

import java.time.Duration;

/**
 * Where the broker is and how to behave towards it.
 *
 * @param host name or address
 * @param port of the AMQP 1.0 acceptor
 * @param user null for anonymous
 * @param password null for anonymous
 * @param containerId names this process to the broker; unique per process
 * @param heartbeat a connection silent for twice this long is taken for dead
 * @param sendTimeout a message the broker has not accepted by then counts as not sent, and a link
 *     that it has not opened by then as refused
 */
public record BrokerSettings(
    String host,
    int port,
    String user,
    String password,
    String containerId,
    Duration heartbeat,
    Duration sendTimeout) {

  /** With a heartbeat of 5 s and a send timeout of 30 s. */
  public BrokerSettings(String host, int port, String user, String password, String containerId) {
    this(host, port, user, password, containerId, Duration.ofSeconds(5), Duration.ofSeconds(30));
  }
}
