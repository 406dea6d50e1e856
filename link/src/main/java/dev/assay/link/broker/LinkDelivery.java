package dev.assay.link.broker;

import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.UnreadableMessageException;
import io.smallrye.mutiny.Uni;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpReceiver;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.qpid.proton.amqp.messaging.Data;

/** A delivery of the AMQP client. */
final class LinkDelivery implements Delivery {
  private final LinkReceiver owner;
  private final AmqpReceiver receiver;
  private final AmqpMessage message;
  private final AtomicBoolean settled = new AtomicBoolean();
  // What the receiver knows of it, on its event loop.
  private boolean aside;
  private boolean gone;

  LinkDelivery(LinkReceiver owner, AmqpReceiver receiver, AmqpMessage message) {
    this.owner = owner;
    this.receiver = receiver;
    this.message = message;
  }

  @Override
  public Envelope<? extends Message> envelope() {
    return read(message);
  }

  static Envelope<? extends Message> read(AmqpMessage message) {
    byte[] bytes;
    try {
      bytes = message.bodyAsBinary().getBytes();
    } catch (IllegalStateException | NullPointerException e) {
      throw new UnreadableMessageException("the message has no data section", e);
    }
    return Envelope.read(bytes);
  }

  @Override
  public int bytes() {
    return size(message);
  }

  /** Of the data section; 0 for a message that has none. */
  static int size(AmqpMessage message) {
    return message.unwrap().getBody() instanceof Data data && data.getValue() != null
        ? data.getValue().getLength()
        : 0;
  }

  @Override
  public int redeliveries() {
    return message.deliveryCount();
  }

  @Override
  public void accept() {
    settle(message::accepted);
  }

  @Override
  public void release() {
    settle(message::released);
  }

  @Override
  public void fail() {
    settle(() -> message.modified(true, false));
  }

  @Override
  public void reject() {
    settle(message::rejected);
  }

  @Override
  public Uni<Void> reply(Envelope<?> answer) {
    if (message.replyTo() == null) {
      return Uni.createFrom()
          .failure(new UnreadableMessageException("the question has no reply address"));
    }
    return owner.relay().send(answer, message.replyTo(), null, message.correlationId());
  }

  private void settle(Runnable outcome) {
    if (settled.compareAndSet(false, true)) {
      owner.settle(receiver, this, outcome);
    }
  }

  @Override
  public void setAside() {
    owner.setAside(receiver, this);
  }

  /** Takes it out of the window, if that is still of use. */
  boolean leaves(Window window) {
    if (!gone && !aside) {
      aside = window.aside(bytes());
      return aside;
    }
    return false;
  }

  /** It is settled: the window has its place again. */
  void goes(Window window) {
    gone = true;
    if (aside) {
      window.asideSettled(bytes());
    } else {
      window.settled(bytes());
    }
  }
}
