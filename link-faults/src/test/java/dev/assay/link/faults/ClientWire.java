package dev.assay.link.faults;

import dev.assay.common.id.Ids;
import dev.assay.common.message.Envelope;
import dev.assay.link.broker.BrokerAwayException;
import io.smallrye.mutiny.Uni;
import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpReceiverOptions;
import io.vertx.amqp.AmqpSender;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Consumer;

/** The Vert.x AMQP client as it comes, with the least that connects it again. */
final class ClientWire implements Wire {
  private static final int HELD = 100;
  private static final long AGAIN_MS = 200;

  private final Vertx vertx = Vertx.vertx();
  private final AmqpClient client;
  private final String address;
  private Consumer<Taken> handler;
  private boolean closed;
  private volatile AmqpConnection connection;
  private volatile AmqpSender sender;

  ClientWire(int port, String address) {
    this.address = address;
    AmqpClientOptions options =
        new AmqpClientOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setContainerId("faults-" + Ids.next());
    options.setHeartbeat((int) HEARTBEAT.toMillis());
    client = AmqpClient.create(vertx, options);
    connect();
  }

  private void connect() {
    client
        .connect()
        .onSuccess(
            fresh -> {
              fresh.exceptionHandler(e -> again());
              connection = fresh;
              fresh.createSender(address).onSuccess(opened -> sender = opened);
              listen();
            })
        .onFailure(e -> again());
  }

  private synchronized void again() {
    connection = null;
    sender = null;
    if (!closed) {
      vertx.setTimer(AGAIN_MS, id -> connect());
    }
  }

  private synchronized void listen() {
    AmqpConnection open = connection;
    if (handler == null || open == null) {
      return;
    }
    Consumer<Taken> to = handler;
    AmqpReceiverOptions options =
        new AmqpReceiverOptions()
            .setAutoAcknowledgement(false)
            .setCapabilities(List.of("queue"))
            .setMaxBufferedMessages(HELD);
    open.createReceiver(address, options)
        .onSuccess(
            receiver ->
                receiver.handler(
                    message ->
                        to.accept(
                            new Taken(
                                Envelope.read(message.bodyAsBinary().getBytes()).runId(),
                                message::accepted))));
  }

  @Override
  public Uni<Void> send(Envelope<?> message) {
    AmqpSender open = sender;
    if (open == null) {
      return Uni.createFrom().failure(new BrokerAwayException("the broker is away"));
    }
    AmqpMessage outgoing =
        AmqpMessage.create()
            .durable(true)
            .id(message.id().toString())
            .contentType("application/json")
            .withBufferAsBody(Buffer.buffer(message.toBytes()))
            .build();
    return Uni.createFrom()
        .completionStage(() -> open.sendWithAck(outgoing).toCompletionStage())
        .ifNoItem()
        .after(SEND_TIMEOUT)
        .failWith(() -> new BrokerAwayException("the broker did not confirm in time"));
  }

  @Override
  public synchronized void receive(Consumer<Taken> to) {
    handler = to;
    listen();
  }

  @Override
  public void stop() {
    throw new UnsupportedOperationException("the client cannot stop a receiver without closing it");
  }

  @Override
  public boolean connected() {
    return sender != null;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    client.close().eventually(() -> vertx.close()).toCompletionStage().toCompletableFuture().join();
  }
}
