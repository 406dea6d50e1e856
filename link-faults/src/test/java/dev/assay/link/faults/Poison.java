package dev.assay.link.faults;

import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpMessage;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** Puts a message into a queue that says it is JSON and is not. */
final class Poison {
  private Poison() {}

  static void put(int port, String address) {
    Vertx vertx = Vertx.vertx();
    AmqpMessage message =
        AmqpMessage.create()
            .durable(true)
            .contentType("application/json")
            .withBufferAsBody(Buffer.buffer("{not json"))
            .build();
    AmqpClient.create(vertx, new AmqpClientOptions().setHost("127.0.0.1").setPort(port))
        .createSender(address)
        .flatMap(sender -> sender.sendWithAck(message))
        .eventually(() -> vertx.close())
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }
}
