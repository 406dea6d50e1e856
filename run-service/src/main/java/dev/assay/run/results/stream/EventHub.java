package dev.assay.run.results.stream;

import dev.assay.run.platform.db.pool.Listening;
import dev.assay.run.platform.shutdown.Stoppable;
import dev.assay.run.runs.events.EventLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Rings the readers of this replica when the database says that a run has new events. The bell
 * carries no content, so a lost one costs at most one poll.
 */
@ApplicationScoped
public class EventHub implements Stoppable {
  private static final Logger LOG = Logger.getLogger(EventHub.class);
  private static final long RECONNECT_MS = 500;
  private static final long STALL_CHECK_MS = 5_000;

  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private final Vertx vertx;
  private final Listening database;
  private final StreamConfig config;
  private final Counter stalled;
  private PgSubscriber bell;

  /** Over a connection of its own that only listens. */
  public EventHub(Vertx vertx, StreamConfig config, Listening database, MeterRegistry metrics) {
    this.vertx = vertx;
    this.config = config;
    this.stalled = metrics.counter("assay.stream.stalled");
    this.database = database;
    metrics.gauge("assay.stream.subscribers", subscribers, Set::size);
  }

  void start(@Observes StartupEvent event) {
    bell =
        PgSubscriber.subscriber(vertx, database.options())
            .reconnectPolicy(tries -> RECONNECT_MS)
            .closeHandler(gone -> LOG.debug("the bell's connection was lost"));
    bell.channel(EventLog.CHANNEL).subscribeHandler(on -> ringAll()).handler(this::rung);
    vertx.setPeriodic(STALL_CHECK_MS, id -> cutStalled());
    bell.connect()
        .onFailure(e -> LOG.warnf("the bell is not connected yet error=%s", e.getMessage()));
  }

  @Override
  public Uni<Void> stop() {
    subscribers.forEach(Subscriber::close);
    bell.close().onFailure(e -> LOG.debugf("the bell did not close: %s", e.getMessage()));
    return Uni.createFrom().voidItem();
  }

  /** Adds a reader; it is rung from now on. */
  void add(Subscriber subscriber) {
    subscribers.add(subscriber);
  }

  /** Forgets a reader. */
  void remove(Subscriber subscriber) {
    subscribers.remove(subscriber);
  }

  /** Hands something that is not in the log to the readers who want it of a run. */
  void pass(UUID workspace, UUID run, String data) {
    subscribers.stream().filter(s -> s.hearsActivity(workspace, run)).forEach(s -> s.pass(data));
  }

  /**
   * Whether anybody here wants what is not in the log of a run.
   *
   * @param workspace of the run, null while it is not known
   */
  boolean heard(UUID workspace, UUID run) {
    return subscribers.stream().anyMatch(s -> s.hearsActivity(workspace, run));
  }

  private void cutStalled() {
    subscribers.stream()
        .filter(s -> s.cutIfStalled(config.stall()))
        .forEach(s -> stalled.increment());
  }

  private void rung(String payload) {
    int space = payload.indexOf(' ');
    UUID run = UUID.fromString(payload.substring(0, space));
    UUID workspace = UUID.fromString(payload.substring(space + 1));
    subscribers.stream().filter(s -> s.hears(workspace, run)).forEach(Subscriber::ring);
  }

  /** After the connection was away nobody knows what was missed: everybody looks. */
  private void ringAll() {
    subscribers.forEach(Subscriber::ring);
  }
}
