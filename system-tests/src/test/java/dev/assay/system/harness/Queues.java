package dev.assay.system.harness;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpReceiver;
import io.vertx.amqp.AmqpSender;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How much is in the broker's queues, by its own management. */
public final class Queues implements AutoCloseable {
  private static final long LIMIT_SECONDS = 300;
  private static final List<String> NAMES =
      List.of(
          "assay.calls",
          "assay.answers",
          "assay.judgements",
          "assay.tasks",
          "assay.scores",
          "assay.dead-letters");

  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
  private final AmqpConnection connection;
  private final AmqpSender management;
  private final String replyTo;

  Queues(int port, String password) {
    AmqpClientOptions options =
        new AmqpClientOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setUsername("assay")
            .setPassword(password);
    connection = get(AmqpClient.create(vertx, options).connect());
    AmqpReceiver receiver = get(connection.createDynamicReceiver());
    receiver.handler(message -> replies.add(message.bodyAsString()));
    replyTo = receiver.address();
    management = get(connection.createSender("activemq.management"));
  }

  /** Messages that wait or are under way, by queue; empty queues are left out. */
  public Map<String, Long> messages() {
    Map<String, Long> messages = new LinkedHashMap<>();
    NAMES.forEach(
        name -> {
          long count = count(name);
          if (count > 0) {
            messages.put(name, count);
          }
        });
    return messages;
  }

  /** Puts something into a queue that is no message of ours. */
  public void litter(String queue, String text) {
    AmqpSender sender = get(connection.createSender(queue));
    get(sender.sendWithAck(AmqpMessage.create().durable(true).withBody(text).build()));
    get(sender.close());
  }

  private long count(String queue) {
    management.send(
        AmqpMessage.create()
            .replyTo(replyTo)
            .applicationProperties(
                new JsonObject()
                    .put("_AMQ_ResourceName", "queue." + queue)
                    .put("_AMQ_Attribute", "messageCount"))
            .withBody("")
            .build());
    try {
      String reply = replies.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      JsonNode number = reply == null ? null : Api.json(reply).path(0);
      if (number == null || !number.isNumber()) {
        throw new IllegalStateException("How much is in " + queue + " is not known: " + reply);
      }
      return number.asLong();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    get(vertx.close());
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The broker cannot be asked.", e);
    }
  }
}
