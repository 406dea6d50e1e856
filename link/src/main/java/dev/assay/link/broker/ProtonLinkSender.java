package dev.assay.link.broker;

import dev.assay.common.message.Envelope;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonQoS;
import io.vertx.proton.ProtonSender;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.message.Message;

/** Sends durably to one address, or to any when the address is null. */
final class ProtonLinkSender implements Sender, BrokerLink.Attachable {
  private final Context context;
  private final String address;
  private final Duration timeout;
  private final Set<Pending> unconfirmed = new LinkedHashSet<>();
  private final Queue<Pending> inbox = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean draining = new AtomicBoolean();
  private final Queue<Pending> opening = new ArrayDeque<>();
  private ProtonSender sender;
  private boolean connected;

  private record Pending(Message message, UniEmitter<? super Void> result, long sentNanos) {}

  ProtonLinkSender(Context context, String address, Duration timeout) {
    this.context = context;
    this.address = address;
    this.timeout = timeout;
  }

  @Override
  public Uni<Void> send(Envelope<?> message) {
    return send(message, address, null, null);
  }

  Uni<Void> send(Envelope<?> envelope, String to, String replyTo, Object correlationId) {
    return Uni.createFrom()
        .emitter(
            result -> {
              Message message = Message.Factory.create();
              message.setDurable(true);
              message.setAddress(to);
              message.setMessageId(envelope.id().toString());
              message.setReplyTo(replyTo);
              message.setCorrelationId(correlationId);
              message.setContentType("application/json");
              message.setBody(new Data(new Binary(envelope.toBytes())));
              inbox.add(new Pending(message, result, System.nanoTime()));
              if (draining.compareAndSet(false, true)) {
                // One hop to the event loop carries everything that gathers until it runs.
                context.runOnContext(v -> drainInbox());
              }
            });
  }

  @Override
  public void attach(ProtonConnection connection) {
    connected = true;
    ProtonSender fresh = connection.createSender(address);
    fresh.setQoS(ProtonQoS.AT_LEAST_ONCE);
    fresh.closeHandler(
        remote -> {
          if (sender == fresh) {
            sender = null;
            failAll("the broker closed the link");
            reopen(connection);
          }
        });
    fresh.openHandler(
        opened -> {
          if (opened.failed()) {
            return;
          }
          sender = fresh;
          while (!opening.isEmpty()) {
            transmit(opening.poll());
          }
        });
    fresh.open();
  }

  private void reopen(ProtonConnection connection) {
    Vertx vertx = context.owner();
    vertx.setTimer(
        500,
        id ->
            context.runOnContext(
                v -> {
                  if (connected && sender == null && !connection.isDisconnected()) {
                    attach(connection);
                  }
                }));
  }

  @Override
  public void detach() {
    connected = false;
    sender = null;
    failAll("the broker is away");
  }

  @Override
  public void tick() {
    long oldest = System.nanoTime() - timeout.toNanos();
    Iterator<Pending> each = unconfirmed.iterator();
    while (each.hasNext()) {
      Pending pending = each.next();
      if (pending.sentNanos() - oldest > 0) {
        return;
      }
      each.remove();
      pending.result().fail(new BrokerAwayException("the broker did not confirm in time"));
    }
  }

  private void drainInbox() {
    draining.set(false);
    for (Pending next = inbox.poll(); next != null; next = inbox.poll()) {
      if (sender != null) {
        transmit(next);
      } else if (connected) {
        opening.add(next);
      } else {
        next.result().fail(new BrokerAwayException("the broker is away"));
      }
    }
  }

  private void transmit(Pending pending) {
    unconfirmed.add(pending);
    sender.send(pending.message(), delivery -> confirm(pending, delivery));
  }

  private void confirm(Pending pending, ProtonDelivery delivery) {
    if (!unconfirmed.remove(pending)) {
      return;
    }
    if (delivery.getRemoteState() instanceof Accepted) {
      pending.result().complete(null);
    } else {
      pending
          .result()
          .fail(new BrokerAwayException("the broker refused: " + delivery.getRemoteState()));
    }
  }

  private void failAll(String why) {
    List<Pending> lost = new ArrayList<>(unconfirmed);
    lost.addAll(opening);
    unconfirmed.clear();
    opening.clear();
    lost.forEach(p -> p.result().fail(new BrokerAwayException(why)));
  }
}
