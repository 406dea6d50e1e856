package dev.assay.common.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** A real Artemis with its journal on disk and Assay's queues, on a free loopback port. */
public final class EmbeddedBroker implements AutoCloseable {
  private final Path data;
  private final int port;
  private final String encrypted;
  private EmbeddedActiveMQ server;

  private EmbeddedBroker(Path data, int port, String encrypted) {
    this.data = data;
    this.port = port;
    this.encrypted = encrypted;
  }

  /** Starts a new one on an empty journal. */
  public static EmbeddedBroker start() {
    return start(null);
  }

  /** The same, which also takes encrypted connections at a port, and shows these keys. */
  public static EmbeddedBroker startEncrypted(int at, SelfSigned keys) {
    return start(
        "tcp://127.0.0.1:%d?protocols=AMQP;sslEnabled=true;keyStoreType=PKCS12;keyStorePath=%s;keyStorePassword=%s"
            .formatted(at, keys.store(), SelfSigned.SECRET));
  }

  private static EmbeddedBroker start(String encrypted) {
    try {
      EmbeddedBroker broker =
          new EmbeddedBroker(Files.createTempDirectory("assay-broker"), FreePort.find(), encrypted);
      broker.resume();
      return broker;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where AMQP clients connect, on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Number of messages that wait in or are delivered from a queue and not yet acknowledged. */
  public long depth(String queue) {
    return server.getActiveMQServer().locateQueue(queue).getMessageCount();
  }

  /** Number of receivers that take from a queue. */
  public int consumers(String queue) {
    return server.getActiveMQServer().locateQueue(queue).getConsumerCount();
  }

  /** Stops it; the journal stays. */
  public void pause() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the broker does not stop", e);
    }
  }

  /** Starts it on the journal that is there. */
  public void resume() {
    System.setProperty("assay.artemis.data", data.toString());
    System.setProperty("assay.artemis.port", Integer.toString(port));
    try {
      FileConfiguration configuration = new FileConfiguration();
      FileDeploymentManager files = new FileDeploymentManager("assay-broker.xml");
      files.addDeployable(configuration);
      files.readConfiguration();
      if (encrypted != null) {
        configuration.addAcceptorConfiguration("encrypted", encrypted);
      }
      server = new EmbeddedActiveMQ().setConfiguration(configuration);
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the broker does not start", e);
    }
  }

  @Override
  public void close() {
    pause();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
