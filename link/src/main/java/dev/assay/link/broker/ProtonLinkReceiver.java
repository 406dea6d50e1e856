package dev.assay.link.broker;

import io.vertx.core.Context;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonReceiver;
import java.util.function.Consumer;
import org.apache.qpid.proton.amqp.messaging.Source;

/** Takes messages from one address with credit that is given back when a delivery is settled. */
final class ProtonLinkReceiver implements Receiver, BrokerLink.Attachable {
  private final Context context;
  private final ReceiverKind kind;
  private final String address;
  private final int credit;
  private final ProtonLinkSender relay;
  private final Consumer<Delivery> handler;
  private ProtonConnection connection;
  private ProtonReceiver receiver;
  private int owed;
  private volatile boolean stopped;

  ProtonLinkReceiver(
      Context context,
      ReceiverKind kind,
      String address,
      int credit,
      ProtonLinkSender relay,
      Consumer<Delivery> handler) {
    this.context = context;
    this.kind = kind;
    this.address = address;
    this.credit = credit;
    this.relay = relay;
    this.handler = handler;
  }

  @Override
  public void attach(ProtonConnection fresh) {
    connection = fresh;
    if (stopped) {
      return;
    }
    ProtonReceiver link = fresh.createReceiver(address);
    Source source = (Source) link.getSource();
    source.setCapabilities(kind.capability());
    link.setAutoAccept(kind == ReceiverKind.MULTICAST)
        .setPrefetch(kind == ReceiverKind.MULTICAST ? credit : 0)
        .handler(
            (delivery, message) ->
                handler.accept(new ProtonLinkDelivery(context, this, link, delivery, message)))
        .closeHandler(
            remote -> {
              if (receiver == link) {
                receiver = null;
                reopen(fresh);
              }
            });
    receiver = link;
    owed = 0;
    link.open();
    if (kind == ReceiverKind.QUEUE) {
      link.flow(credit);
    }
  }

  @Override
  public void detach() {
    connection = null;
    receiver = null;
  }

  @Override
  public void tick() {
    giveCredit(1);
  }

  @Override
  public void stop() {
    stopped = true;
    context.runOnContext(
        v -> {
          if (receiver != null) {
            // Closing the link would settle nothing; draining takes back credit not yet used.
            receiver.drain(0, drained -> {});
          }
        });
  }

  ProtonLinkSender relay() {
    return relay;
  }

  /** A delivery of this link was settled; called on the event loop. */
  void settled(ProtonReceiver link) {
    if (link == receiver) {
      owed++;
      giveCredit(Math.max(1, credit / 8));
    }
  }

  private void giveCredit(int atLeast) {
    if (receiver != null && !stopped && kind == ReceiverKind.QUEUE && owed >= atLeast) {
      receiver.flow(owed);
      owed = 0;
    }
  }

  private void reopen(ProtonConnection closed) {
    context
        .owner()
        .setTimer(
            500,
            id ->
                context.runOnContext(
                    v -> {
                      if (connection == closed && receiver == null) {
                        attach(closed);
                      }
                    }));
  }
}
