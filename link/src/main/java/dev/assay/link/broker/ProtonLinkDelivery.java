package dev.assay.link.broker;

import dev.assay.common.message.Envelope;
import dev.assay.common.message.UnreadableMessageException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.proton.ProtonDelivery;
import io.vertx.proton.ProtonReceiver;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.Modified;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.messaging.Section;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.message.Message;

/** A delivery of a proton link. */
final class ProtonLinkDelivery implements Delivery {
  private final Context context;
  private final ProtonLinkReceiver owner;
  private final ProtonReceiver link;
  private final ProtonDelivery delivery;
  private final Message message;

  ProtonLinkDelivery(
      Context context,
      ProtonLinkReceiver owner,
      ProtonReceiver link,
      ProtonDelivery delivery,
      Message message) {
    this.context = context;
    this.owner = owner;
    this.link = link;
    this.delivery = delivery;
    this.message = message;
  }

  @Override
  public Envelope<? extends dev.assay.common.message.Message> envelope() {
    return read(message);
  }

  static Envelope<? extends dev.assay.common.message.Message> read(Message message) {
    Section body = message.getBody();
    if (!(body instanceof Data data)) {
      throw new UnreadableMessageException("the message has no data section");
    }
    Binary binary = data.getValue();
    byte[] bytes = new byte[binary.getLength()];
    System.arraycopy(binary.getArray(), binary.getArrayOffset(), bytes, 0, bytes.length);
    return Envelope.read(bytes);
  }

  @Override
  public int redeliveries() {
    return (int) Math.min(Integer.MAX_VALUE, message.getDeliveryCount());
  }

  @Override
  public void accept() {
    settle(Accepted.getInstance());
  }

  @Override
  public void release() {
    settle(Released.getInstance());
  }

  @Override
  public void fail() {
    Modified modified = new Modified();
    modified.setDeliveryFailed(true);
    settle(modified);
  }

  @Override
  public void reject() {
    settle(new Rejected());
  }

  @Override
  public Uni<Void> reply(Envelope<?> answer) {
    if (message.getReplyTo() == null) {
      return Uni.createFrom()
          .failure(new UnreadableMessageException("the question has no reply address"));
    }
    return owner.relay().send(answer, message.getReplyTo(), null, message.getCorrelationId());
  }

  private void settle(DeliveryState state) {
    if (Vertx.currentContext() == context) {
      settleHere(state);
    } else {
      context.runOnContext(v -> settleHere(state));
    }
  }

  private void settleHere(DeliveryState state) {
    if (!delivery.isSettled() && link.isOpen()) {
      delivery.disposition(state, true);
      owner.settled(link);
    }
  }
}
