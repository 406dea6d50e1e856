package dev.assay.link.broker;

import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpReceiver;
import io.vertx.amqp.AmqpReceiverOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Takes messages from one address. Of a queue no more are with the handler and not settled than the
 * {@link Window} allows; an eighth more may wait in the client, so that the next one is there
 * without a round trip.
 */
final class LinkReceiver implements Receiver, Attachable, Reopening.Link<AmqpReceiver> {
  private static final Logger LOG = Logger.getLogger(LinkReceiver.class);
  private static final int MOST_AHEAD = 64;
  private static final int MULTICAST_BUFFER = 1_000;

  private final Context context;
  private final ReceiverKind kind;
  private final String address;
  private final Window window;
  private final LinkSender relay;
  private final Consumer<Delivery> handler;
  private final Reopening<AmqpReceiver> reopening;
  private AmqpReceiver receiver;
  private volatile boolean stopped;

  LinkReceiver(
      Context context,
      ReceiverKind kind,
      String address,
      Window window,
      LinkSender relay,
      Duration timeout,
      Consumer<Delivery> handler) {
    this.context = context;
    this.kind = kind;
    this.address = address;
    this.window = window;
    this.relay = relay;
    this.handler = handler;
    this.reopening = new Reopening<>(context, address + " in", timeout, this);
  }

  @Override
  public void attach(AmqpConnection connection) {
    reopening.attach(connection);
  }

  @Override
  public void detach() {
    receiver = null;
    reopening.detach();
  }

  @Override
  public void tick() {
    // Nothing here waits.
  }

  @Override
  public boolean refused() {
    return reopening.refused();
  }

  @Override
  public void stop() {
    stopped = true;
    context.runOnContext(
        v -> {
          if (receiver != null) {
            // Closing the link would give back what is held; so it stays, without credit. The
            // client has no word for that, only the link beneath it.
            receiver.pause();
            receiver.unwrap().drain(0, drained -> {});
          }
        });
  }

  /** Answers go this way. */
  LinkSender relay() {
    return relay;
  }

  /** Settles a delivery of a receiver, unless that is gone: then the broker delivers again. */
  void settle(AmqpReceiver of, LinkDelivery delivery, Runnable outcome) {
    here(
        () -> {
          if (of == receiver) {
            outcome.run();
            reopening.works();
            delivery.goes(window);
            ask(of);
          }
        });
  }

  /** Goes on without a delivery that is held. */
  void setAside(AmqpReceiver of, LinkDelivery delivery) {
    here(
        () -> {
          if (of == receiver && kind == ReceiverKind.QUEUE && delivery.leaves(window)) {
            ask(of);
          }
        });
  }

  private void here(Runnable work) {
    if (Vertx.currentContext() == context) {
      work.run();
    } else {
      context.runOnContext(v -> work.run());
    }
  }

  private void ask(AmqpReceiver of) {
    int more = stopped || of != receiver ? 0 : window.ask();
    if (more > 0) {
      of.fetch(more);
    }
  }

  @Override
  public Future<AmqpReceiver> open(AmqpConnection on) {
    if (stopped) {
      return null;
    }
    boolean queue = kind == ReceiverKind.QUEUE;
    return on.createReceiver(
        address,
        new AmqpReceiverOptions()
            .setCapabilities(List.of(kind.capability()))
            .setAutoAcknowledgement(!queue)
            .setMaxBufferedMessages(queue ? ahead() : MULTICAST_BUFFER));
  }

  @Override
  public Future<Void> close(AmqpReceiver unwanted) {
    return unwanted.close();
  }

  private int ahead() {
    return Math.max(1, Math.min(MOST_AHEAD, window.most() / 8));
  }

  @Override
  public void opened(AmqpConnection on, AmqpReceiver fresh) {
    receiver = fresh;
    fresh.exceptionHandler(
        e -> {
          if (receiver == fresh) {
            receiver = null;
            reopening.closed(on, e);
          }
        });
    if (kind == ReceiverKind.QUEUE) {
      fresh.pause();
    }
    fresh.handler(message -> deliver(fresh, message));
    if (kind == ReceiverKind.QUEUE) {
      window.reset();
      ask(fresh);
    }
  }

  private void deliver(AmqpReceiver from, AmqpMessage message) {
    LinkDelivery delivery = new LinkDelivery(this, from, message);
    if (kind == ReceiverKind.MULTICAST) {
      // Nobody need settle it, and the next refusal is a first one here too.
      reopening.works();
    } else if (from == receiver) {
      window.came(delivery.bytes());
    }
    try {
      handler.accept(delivery);
    } catch (RuntimeException e) {
      LOG.errorf(e, "delivery not handled address=%s", address);
      if (kind == ReceiverKind.QUEUE) {
        // Unsettled it would hold its place for ever.
        delivery.fail();
      }
    }
    if (kind == ReceiverKind.QUEUE) {
      ask(from);
    }
  }
}
