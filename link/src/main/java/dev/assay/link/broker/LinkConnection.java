package dev.assay.link.broker;

import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpConnection;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Keeps one connection standing, for ever. Every attempt and the connection that came of it have a
 * number; whatever ends it ends that number, once, so there is never a second chain of attempts. On
 * the event loop only, but for what says so.
 */
final class LinkConnection {
  private static final Logger LOG = Logger.getLogger(LinkConnection.class);
  private static final long FIRST_RETRY_MS = 100;
  private static final long LONGEST_RETRY_MS = 2_000;
  private static final int MAX_FRAME_BYTES = 1024 * 1024;
  private static final int CONNECT_MS = 5_000;
  // Covers what comes after the socket is connected: SASL and the opening of the connection.
  private static final long OPEN_MS = 5_000;
  private static final long CLOSE_MS = 2_000;
  private static final long TICK_MS = 1_000;
  private static final Duration SILENT = Duration.ofSeconds(60);

  private final Vertx vertx;
  private final Context context;
  private final BrokerSettings settings;
  private final AmqpClient client;
  // Changed on the event loop only; read by any thread.
  private final List<Attachable> links = new CopyOnWriteArrayList<>();
  private final long timer;
  private long number;
  private long retryMs = FIRST_RETRY_MS;
  private volatile AmqpConnection connection;
  private final AtomicInteger connections = new AtomicInteger();
  private volatile boolean closed;
  private final LongSupplier nanos;
  private volatile long lastSign;

  /** Not tried for before {@link #start}; {@code nanos} is the clock that liveness goes by. */
  LinkConnection(Vertx vertx, Context context, BrokerSettings settings, LongSupplier nanos) {
    this.vertx = vertx;
    this.context = context;
    this.settings = settings;
    this.nanos = nanos;
    this.lastSign = nanos.getAsLong();
    this.client = AmqpClient.create(vertx, options(settings));
    this.timer = vertx.setPeriodic(TICK_MS, id -> context.runOnContext(v -> tick()));
  }

  static AmqpClientOptions options(BrokerSettings settings) {
    AmqpClientOptions options =
        new AmqpClientOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setContainerId(settings.containerId())
            .setConnectTimeout(CONNECT_MS);
    if (settings.user() != null) {
      options.setUsername(settings.user()).setPassword(settings.password());
    }
    options.setHeartbeat((int) settings.heartbeat().toMillis()).setMaxFrameSize(MAX_FRAME_BYTES);
    options.setTcpNoDelay(true);
    // Closes a socket on which nobody answers; before the connection is open no heartbeat does.
    options.setReadIdleTimeout((int) Math.max(10, 4 * settings.heartbeat().toSeconds()));
    return settings.tls() == null ? options : encrypted(options, settings.tls());
  }

  private static AmqpClientOptions encrypted(AmqpClientOptions options, BrokerSettings.Tls tls) {
    // Without a check of the name anybody's certificate of a public authority would do.
    options.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
    return tls.caFile() == null
        ? options
        : options.setPemTrustOptions(new PemTrustOptions().addCertPath(tls.caFile()));
  }

  /** Begins the first attempt. */
  void start() {
    connect();
  }

  /** Whether the connection stands and every link on it is open. Any thread. */
  boolean ready() {
    return connection != null && links.stream().noneMatch(Attachable::refused);
  }

  /** Whether the connection stands. Any thread. */
  boolean connected() {
    return connection != null;
  }

  /** How often it was made so far. Any thread. */
  int connections() {
    return connections.get();
  }

  /** Whether it stands, or something is being done about it. Any thread. */
  boolean alive() {
    return closed || nanos.getAsLong() - lastSign < SILENT.toNanos();
  }

  /** Opens a link now and on every connection to come. Any thread. */
  void add(Attachable link) {
    context.runOnContext(
        v -> {
          // Not before: a connection that opens between the two would attach it as well.
          links.add(link);
          AmqpConnection open = connection;
          if (open != null) {
            link.attach(open);
          }
        });
  }

  /** Closes it for good; {@code done} runs when the broker has confirmed, or does not in time. */
  void close(Runnable done) {
    closed = true;
    vertx.cancelTimer(timer);
    AmqpConnection open = connection;
    number++;
    detach();
    if (open == null) {
      done.run();
    } else {
      open.exceptionHandler(e -> {});
      long limit = vertx.setTimer(CLOSE_MS, id -> done.run());
      open.close()
          .onComplete(
              x -> {
                vertx.cancelTimer(limit);
                done.run();
              });
    }
  }

  private void connect() {
    if (closed) {
      return;
    }
    lastSign = nanos.getAsLong();
    long attempt = ++number;
    long limit =
        vertx.setTimer(
            CONNECT_MS + OPEN_MS,
            id -> context.runOnContext(v -> failed(attempt, "not opened in time")));
    client.connect().onComplete(result -> connected(attempt, limit, result));
  }

  private void connected(long attempt, long limit, AsyncResult<AmqpConnection> result) {
    vertx.cancelTimer(limit);
    if (attempt != number || closed) {
      if (result.succeeded()) {
        result.result().close().onFailure(e -> LOG.debugf("late connection: %s", e.getMessage()));
      }
    } else if (result.failed()) {
      failed(attempt, result.cause().getMessage());
    } else {
      opened(attempt, result.result());
    }
  }

  private void opened(long attempt, AmqpConnection fresh) {
    fresh.exceptionHandler(e -> context.runOnContext(v -> lost(attempt, e.getMessage())));
    if (fresh.isDisconnected()) {
      failed(attempt, "disconnected at once");
      return;
    }
    retryMs = FIRST_RETRY_MS;
    connection = fresh;
    connections.incrementAndGet();
    LOG.infof("broker connected host=%s port=%d", settings.host(), settings.port());
    links.forEach(link -> link.attach(fresh));
  }

  private void lost(long attempt, String why) {
    if (attempt == number && !closed) {
      LOG.warnf("broker lost host=%s port=%d why=%s", settings.host(), settings.port(), why);
      detach();
      failed(attempt, why);
    }
  }

  private void failed(long attempt, String why) {
    if (attempt != number || closed) {
      return;
    }
    number++;
    long wait = retryMs + ThreadLocalRandom.current().nextLong(FIRST_RETRY_MS);
    LOG.debugf("broker retry wait_ms=%d why=%s", wait, why);
    retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
    vertx.setTimer(wait, id -> context.runOnContext(v -> connect()));
  }

  private void detach() {
    connection = null;
    links.forEach(Attachable::detach);
  }

  private void tick() {
    AmqpConnection open = connection;
    if (open != null && !open.isDisconnected()) {
      lastSign = nanos.getAsLong();
    }
    links.forEach(Attachable::tick);
  }
}
