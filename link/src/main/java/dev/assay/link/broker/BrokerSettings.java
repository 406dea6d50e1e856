package dev.assay.link.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

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
 * @param tls how the connection is encrypted; null for not at all
 */
public record BrokerSettings(
    String host,
    int port,
    String user,
    String password,
    String containerId,
    Duration heartbeat,
    Duration sendTimeout,
    Tls tls) {
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);

  /** In the clear. */
  public BrokerSettings(
      String host,
      int port,
      String user,
      String password,
      String containerId,
      Duration heartbeat,
      Duration sendTimeout) {
    this(host, port, user, password, containerId, heartbeat, sendTimeout, null);
  }

  /** With a heartbeat of 5 s and a send timeout of 30 s. */
  public BrokerSettings(
      String host, int port, String user, String password, String containerId, Tls tls) {
    this(host, port, user, password, containerId, HEARTBEAT, SEND_TIMEOUT, tls);
  }

  /** The same in the clear. */
  public BrokerSettings(String host, int port, String user, String password, String containerId) {
    this(host, port, user, password, containerId, null);
  }

  /**
   * A connection to the broker that is encrypted, and to nobody else: the broker's certificate must
   * be for the host that was asked for.
   *
   * @param caFile certificates of the authorities that are believed, PEM; null for those of Java
   */
  public record Tls(String caFile) {
    /**
     * As operators say it.
     *
     * @param tls {@code assay.broker.tls}
     * @param caFile {@code assay.broker.ca-file}
     * @return null for a connection in the clear
     * @throws IllegalArgumentException when authorities are given and nobody is to show a
     *     certificate, or their file cannot be read: rather no connection than another one than
     *     meant
     */
    public static Tls of(boolean tls, Optional<String> caFile) {
      if (!tls) {
        if (caFile.isPresent()) {
          throw new IllegalArgumentException(
              "assay.broker.ca-file is set and assay.broker.tls is not: set assay.broker.tls=true, or"
                  + " take the file away.");
        }
        return null;
      }
      caFile.ifPresent(
          file -> {
            if (!Files.isReadable(Path.of(file))) {
              throw new IllegalArgumentException(
                  "assay.broker.ca-file: there is no readable file " + file + ".");
            }
          });
      return new Tls(caFile.orElse(null));
    }
  }
}
