package dev.assay.run.testing;

import dev.assay.common.id.Ids;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.BrokerSettings;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * The other end of the wire in a test: a link of its own to the broker of {@link
 * RunServiceResources}.
 */
final class WireEnd implements AutoCloseable {
  static final Duration LONG = Duration.ofMinutes(4);
  private final Vertx vertx = Vertx.vertx();
  private final BrokerLink link;

  WireEnd(String name) {
    int port = Integer.getInteger("assay.test.broker.port");
    link =
        BrokerLink.start(
            vertx, new BrokerSettings("127.0.0.1", port, null, null, name + "-" + Ids.next()));
    Awaitility.await().atMost(LONG).until(link::connected);
  }

  BrokerLink link() {
    return link;
  }

  Vertx vertx() {
    return vertx;
  }

  @Override
  public void close() {
    link.close().await().atMost(LONG);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
