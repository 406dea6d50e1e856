package dev.assay.link.broker;

import dev.assay.common.message.Envelope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpMessageBuilder;
import io.vertx.amqp.AmqpSender;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends durably to one address, or to any when the address is null. A message is handed to the
 * client only when the broker has granted credit for it: until then it can still be taken back, so
 * what is reported as not sent for want of credit is not delivered later.
 */
final class LinkSender implements Sender, Attachable, Reopening.Link<AmqpSender> {
  private final Context context;
  private final String address;
  private final Duration timeout;
  private final Reopening<AmqpSender> reopening;
  private final Queue<Pending> inbox = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean draining = new AtomicBoolean();
  private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
  private final Set<Pending> unconfirmed = new LinkedHashSet<>();
  private AmqpSender sender;

  /** A message and whoever waits for what becomes of it. */
  private static final class Pending {
    private final AmqpMessage message;
    private final UniEmitter<? super Void> result;
    private long since = System.nanoTime();
    private volatile boolean done;

    private Pending(AmqpMessage message, UniEmitter<? super Void> result) {
      this.message = message;
      this.result = result;
    }

    /**
     * The time to be confirmed begins: one that has waited long for credit is not given up, and
     * sent again, while the broker takes it.
     */
    private void handedOver() {
      since = System.nanoTime();
    }

    private void sent() {
      done = true;
      result.complete(null);
    }

    private void notSent(String why) {
      done = true;
      result.fail(new BrokerAwayException(why));
    }
  }

  LinkSender(Context context, String address, Duration timeout) {
    this.context = context;
    this.address = address;
    this.timeout = timeout;
    this.reopening =
        new Reopening<>(context, address == null ? "replies out" : address + " out", timeout, this);
  }

  @Override
  public Uni<Void> send(Envelope<?> message) {
    return send(message, address, null, null);
  }

  /** Sends to an address; whoever cancels while there is no credit takes the message back. */
  Uni<Void> send(Envelope<?> envelope, String to, String replyTo, String correlationId) {
    return Uni.createFrom()
        .emitter(
            result -> {
              AmqpMessageBuilder message =
                  AmqpMessage.create()
                      .durable(true)
                      .address(to)
                      .id(envelope.id().toString())
                      .contentType("application/json")
                      .withBufferAsBody(Buffer.buffer(envelope.toBytes()));
              if (replyTo != null) {
                message.replyTo(replyTo);
              }
              if (correlationId != null) {
                message.correlationId(correlationId);
              }
              Pending pending = new Pending(message.build(), result);
              result.onTermination(() -> pending.done = true);
              inbox.add(pending);
              if (draining.compareAndSet(false, true)) {
                // One hop to the event loop carries everything that gathers until it runs.
                context.runOnContext(v -> drainInbox());
              }
            });
  }

  @Override
  public void attach(AmqpConnection connection) {
    reopening.attach(connection);
  }

  @Override
  public void detach() {
    sender = null;
    reopening.detach();
    failUnconfirmed("the broker is away");
    for (Pending next = waiting.poll(); next != null; next = waiting.poll()) {
      next.notSent("the broker is away");
    }
  }

  @Override
  public void tick() {
    long oldest = System.nanoTime() - timeout.toNanos();
    while (!waiting.isEmpty() && (waiting.peek().done || waiting.peek().since - oldest < 0)) {
      waiting.poll().notSent("the broker granted no credit in time");
    }
    Iterator<Pending> each = unconfirmed.iterator();
    while (each.hasNext()) {
      Pending pending = each.next();
      if (pending.since - oldest >= 0) {
        return;
      }
      each.remove();
      pending.notSent("the broker did not confirm in time");
    }
  }

  @Override
  public boolean refused() {
    return reopening.refused();
  }

  @Override
  public Future<AmqpSender> open(AmqpConnection on) {
    return address == null ? on.createAnonymousSender() : on.createSender(address);
  }

  @Override
  public Future<Void> close(AmqpSender unwanted) {
    return unwanted.close();
  }

  @Override
  public void opened(AmqpConnection on, AmqpSender fresh) {
    sender = fresh;
    fresh.exceptionHandler(
        e -> {
          if (sender == fresh) {
            sender = null;
            failUnconfirmed("the broker closed the link");
            reopening.closed(on, e);
          }
        });
    fresh.drainHandler(credit -> pump());
    pump();
  }

  private void drainInbox() {
    draining.set(false);
    for (Pending next = inbox.poll(); next != null; next = inbox.poll()) {
      if (reopening.connection() == null) {
        next.notSent("the broker is away");
      } else {
        waiting.add(next);
      }
    }
    pump();
  }

  private void pump() {
    while (sender != null && !waiting.isEmpty() && !sender.writeQueueFull()) {
      Pending next = waiting.poll();
      if (!next.done) {
        next.handedOver();
        unconfirmed.add(next);
        sender.sendWithAck(next.message).onComplete(confirmed -> confirmed(next, confirmed));
      }
    }
  }

  private void confirmed(Pending pending, AsyncResult<Void> confirmed) {
    if (!unconfirmed.remove(pending)) {
      return;
    }
    if (confirmed.succeeded()) {
      reopening.works();
      pending.sent();
    } else {
      pending.notSent("the broker refused: " + confirmed.cause().getMessage());
    }
  }

  private void failUnconfirmed(String why) {
    List<Pending> lost = List.copyOf(unconfirmed);
    unconfirmed.clear();
    lost.forEach(pending -> pending.notSent(why));
  }
}
