package dev.assay.link.broker;

import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.proton.ProtonClient;
import io.vertx.proton.ProtonClientOptions;
import io.vertx.proton.ProtonConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One connection to the broker that comes back by itself, for ever. Everything happens on one event
 * loop; methods may be called from any thread. Handlers run on that event loop and must not block.
 */
public final class BrokerLink {
  private static final Logger LOG = Logger.getLogger(BrokerLink.class);
  private static final long FIRST_RETRY_MS = 100;
  private static final long LONGEST_RETRY_MS = 2_000;
  private static final int MAX_FRAME_BYTES = 1024 * 1024;

  private final Vertx vertx;
  private final Context context;
  private final BrokerSettings settings;
  private final ProtonClient client;
  private final List<Attachable> links = new ArrayList<>();
  private final Map<String, ProtonLinkSender> senders = new HashMap<>();
  private final ProtonLinkSender relay;
  private final Questions questions;

  private volatile ProtonConnection connection;
  private volatile boolean closed;
  private long retryMs = FIRST_RETRY_MS;
  private final long timer;

  /** What is opened again on every new connection. Called on the event loop only. */
  interface Attachable {
    void attach(ProtonConnection connection);

    void detach();

    void tick();
  }

  private BrokerLink(Vertx vertx, BrokerSettings settings) {
    this.vertx = vertx;
    this.context = ((VertxInternal) vertx).createEventLoopContext();
    this.settings = settings;
    this.client = ProtonClient.create(vertx);
    this.relay = new ProtonLinkSender(context, null, settings.sendTimeout());
    this.questions = new Questions(context, relay);
    links.add(relay);
    links.add(questions);
    this.timer = vertx.setPeriodic(1_000, id -> context.runOnContext(v -> tick()));
  }

  /** Starts connecting and goes on until closed. Returns at once. */
  public static BrokerLink start(Vertx vertx, BrokerSettings settings) {
    BrokerLink link = new BrokerLink(vertx, settings);
    link.context.runOnContext(v -> link.connect());
    return link;
  }

  /** Whether the connection stands right now. */
  public boolean connected() {
    return connection != null;
  }

  /** A durable sender to a queue; the same one for the same address. */
  public Sender sender(String address) {
    synchronized (senders) {
      return senders.computeIfAbsent(
          address,
          a -> {
            ProtonLinkSender sender = new ProtonLinkSender(context, a, settings.sendTimeout());
            add(sender);
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
    ProtonLinkReceiver receiver =
        new ProtonLinkReceiver(context, ReceiverKind.QUEUE, address, credit, relay, handler);
    add(receiver);
    return receiver;
  }

  /** Hears a multicast address from now on; deliveries need not be settled. */
  public Receiver subscribe(String address, Consumer<Delivery> handler) {
    ProtonLinkReceiver receiver =
        new ProtonLinkReceiver(context, ReceiverKind.MULTICAST, address, 1_000, relay, handler);
    add(receiver);
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
        .emitter(
            done ->
                context.runOnContext(
                    v -> {
                      closed = true;
                      vertx.cancelTimer(timer);
                      ProtonConnection open = connection;
                      lost();
                      if (open != null) {
                        open.closeHandler(x -> {}).disconnectHandler(x -> {});
                        open.close();
                        open.disconnect();
                      }
                      done.complete(null);
                    }));
  }

  private void add(Attachable link) {
    context.runOnContext(
        v -> {
          links.add(link);
          if (connection != null) {
            link.attach(connection);
          }
        });
  }

  private void connect() {
    if (closed) {
      return;
    }
    ProtonClientOptions options =
        new ProtonClientOptions()
            .setHeartbeat((int) settings.heartbeat().toMillis())
            .setMaxFrameSize(MAX_FRAME_BYTES);
    options.setConnectTimeout(5_000);
    options.setTcpNoDelay(true);
    client.connect(
        options,
        settings.host(),
        settings.port(),
        settings.user(),
        settings.password(),
        attempt -> {
          if (attempt.failed()) {
            retry(attempt.cause().getMessage());
          } else {
            open(attempt.result());
          }
        });
  }

  private void open(ProtonConnection fresh) {
    fresh
        .setContainer(settings.containerId())
        .disconnectHandler(gone -> drop(fresh, "disconnected"))
        .closeHandler(
            remote -> {
              fresh.disconnect();
              drop(fresh, "closed by the broker");
            })
        .openHandler(
            opened -> {
              if (opened.failed() || closed) {
                fresh.disconnect();
                drop(fresh, "not opened");
                return;
              }
              retryMs = FIRST_RETRY_MS;
              connection = fresh;
              LOG.infof("broker connected host=%s port=%d", settings.host(), settings.port());
              links.forEach(link -> link.attach(fresh));
            })
        .open();
  }

  private void drop(ProtonConnection gone, String why) {
    if (connection != null && connection != gone) {
      return;
    }
    boolean wasOpen = connection == gone;
    lost();
    if (wasOpen && !closed) {
      LOG.warnf("broker lost host=%s port=%d why=%s", settings.host(), settings.port(), why);
    }
    retry(why);
  }

  private void lost() {
    connection = null;
    links.forEach(Attachable::detach);
  }

  private void retry(String why) {
    if (closed) {
      return;
    }
    long wait = retryMs + ThreadLocalRandom.current().nextLong(FIRST_RETRY_MS);
    LOG.debugf("broker retry wait_ms=%d why=%s", wait, why);
    retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
    vertx.setTimer(wait, id -> context.runOnContext(v -> reconnect()));
  }

  private void reconnect() {
    if (connection == null) {
      connect();
    }
  }

  private void tick() {
    links.forEach(Attachable::tick);
  }
}
