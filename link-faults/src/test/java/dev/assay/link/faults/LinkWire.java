package dev.assay.link.faults;

import dev.assay.common.id.Ids;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.UnreadableMessageException;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.BrokerSettings;
import dev.assay.link.broker.Delivery;
import dev.assay.link.broker.Receiver;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;

/** Our link. */
final class LinkWire implements Wire {
  private static final int CREDIT = 100;

  private final Vertx vertx = Vertx.vertx();
  private final String address;
  private final BrokerLink link;
  private Receiver receiver;
  private boolean closed;

  LinkWire(int port, String address) {
    this.address = address;
    this.link =
        BrokerLink.start(
            vertx,
            new BrokerSettings(
                "127.0.0.1", port, null, null, "faults-" + Ids.next(), HEARTBEAT, SEND_TIMEOUT));
  }

  @Override
  public Uni<Void> send(Envelope<?> message) {
    return link.sender(address).send(message);
  }

  @Override
  public void receive(Consumer<Taken> handler) {
    receiver = link.receive(address, CREDIT, delivery -> take(delivery, handler));
  }

  private static void take(Delivery delivery, Consumer<Taken> handler) {
    Envelope<?> envelope;
    try {
      envelope = delivery.envelope();
    } catch (UnreadableMessageException e) {
      delivery.reject();
      return;
    }
    handler.accept(new Taken(envelope.runId(), delivery::accept));
  }

  @Override
  public void stop() {
    receiver.stop();
  }

  @Override
  public boolean connected() {
    return link.connected();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    link.close().await().atMost(Duration.ofMinutes(4));
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
