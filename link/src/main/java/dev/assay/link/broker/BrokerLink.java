package dev.assay.link.broker;

import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * One connection to the broker that comes back by itself, for ever. Everything happens on one event
 * loop; methods may be called from any thread. Handlers run on that event loop and must not block.
 */
public final class BrokerLink {
  private static final Logger LOG = Logger.getLogger(BrokerLink.class);

  private final Context context;
  private final BrokerSettings settings;
  private final LinkConnection connection;
  private final Map<String, LinkSender> senders = new HashMap<>();
  private final LinkSender relay;
  private final Questions questions;

  private BrokerLink(Vertx vertx, BrokerSettings settings, LongSupplier nanos) {
    this.context = ((VertxInternal) vertx).createEventLoopContext();
    this.settings = settings;
    this.connection = new LinkConnection(vertx, context, settings, nanos);
    this.relay = new LinkSender(context, null, settings.sendTimeout());
    this.questions = new Questions(context, relay, settings.sendTimeout());
    connection.add(relay);
    connection.add(questions);
  }

  /** Starts connecting and goes on until closed. Returns at once. */
  public static BrokerLink start(Vertx vertx, BrokerSettings settings) {
    return start(vertx, settings, System::nanoTime);
  }

  /**
   * Starts connecting and goes on until closed. Returns at once.
   *
   * @param nanos the clock by which {@link #alive} says that nobody tries any more, in nanoseconds
   *     from anywhere
   */
  public static BrokerLink start(Vertx vertx, BrokerSettings settings, LongSupplier nanos) {
    BrokerLink link = new BrokerLink(vertx, settings, nanos);
    link.context.runOnContext(v -> link.connection.start());
    return link;
  }

  /** Whether the connection stands right now. */
  public boolean connected() {
    return connection.connected();
  }

  /**
   * How often the connection was made so far. While the number stays nothing was missed of what is
   * told to all, once it was heard at all.
   */
  public int connections() {
    return connection.connections();
  }

  /** Whether the connection stands and the broker has refused none of its links. */
  public boolean ready() {
    return connection.ready();
  }

  /**
   * Whether the connection stands or is being tried for, or did within the last minute. When not,
   * nothing here will bring it back: only a restart helps.
   */
  public boolean alive() {
    return connection.alive();
  }

  /** A durable sender to a queue; the same one for the same address. */
  public Sender sender(String address) {
    synchronized (senders) {
      return senders.computeIfAbsent(
          address,
          a -> {
            LinkSender sender = new LinkSender(context, a, settings.sendTimeout());
            connection.add(sender);
            return sender;
          });
    }
  }

  /** Tells all subscribers of a multicast address; dropped when the broker is away. */
  public void publish(String address, Envelope<?> message) {
    sender(address)
        .send(message)
        .subscribe()
        .with(ok -> {}, e -> LOG.debugf("not published address=%s: %s", address, e.getMessage()));
  }

  /**
   * Takes messages from a queue.
   *
   * @param credit at most this many deliveries are unsettled at a time
   * @param handler settles each delivery, sooner or later
   */
  public Receiver receive(String address, int credit, Consumer<Delivery> handler) {
    return receive(address, credit, Long.MAX_VALUE, handler);
  }

  /**
   * Takes messages from a queue.
   *
   * @param credit at most this many deliveries are unsettled at a time
   * @param bytes no more are taken while unsettled deliveries have so many together
   * @param handler settles each delivery, sooner or later
   */
  public Receiver receive(String address, int credit, long bytes, Consumer<Delivery> handler) {
    LinkReceiver receiver =
        new LinkReceiver(
            context,
            ReceiverKind.QUEUE,
            address,
            new Window(credit, bytes),
            relay,
            settings.sendTimeout(),
            handler);
    connection.add(receiver);
    return receiver;
  }

  /** Hears a multicast address from now on; deliveries need not be settled. */
  public Receiver subscribe(String address, Consumer<Delivery> handler) {
    LinkReceiver receiver =
        new LinkReceiver(
            context,
            ReceiverKind.MULTICAST,
            address,
            new Window(1_000, Long.MAX_VALUE),
            relay,
            settings.sendTimeout(),
            handler);
    connection.add(receiver);
    return receiver;
  }

  /**
   * Asks a question of whoever serves the queue and waits for the answer.
   *
   * @return the answer; fails with {@link BrokerAwayException} when there is none in time
   */
  public Uni<Envelope<? extends Message>> ask(
      String address, Envelope<?> question, Duration timeout) {
    return questions.ask(address, question, timeout);
  }

  /** Closes the connection for good. Unsettled deliveries go back to the broker. */
  public Uni<Void> close() {
    return Uni.createFrom()
        .emitter(done -> context.runOnContext(v -> connection.close(() -> done.complete(null))));
  }
}
