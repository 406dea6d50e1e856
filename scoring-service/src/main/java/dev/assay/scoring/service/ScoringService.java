package dev.assay.scoring.service;

import dev.assay.common.id.Ids;
import dev.assay.common.message.Address;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.Receiver;
import dev.assay.link.trace.UnitSpans;
import dev.assay.scoring.engine.BuiltInScorers;
import dev.assay.scoring.engine.ScorerRegistry;
import dev.assay.scoring.engine.ScoringEngine;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Takes tasks from the broker while the process runs, and drains before it ends. */
@ApplicationScoped
public class ScoringService {
  private static final Logger LOG = Logger.getLogger(ScoringService.class);
  private static final String POOL = "assay-scoring";
  private static final String PROGRAMS = "assay-scoring-programs";

  private final Vertx vertx;
  private final ScoringSettings settings;
  private final BrokerConfig broker;
  private final InFlight inFlight;
  private final ScoringMetrics metrics;
  private final UnitSpans spans;

  private volatile BrokerLink link;
  private volatile List<Receiver> receivers = List.of();
  private volatile WorkerExecutor workers;
  private volatile WorkerExecutor programs;
  private volatile ScoringEngine engine;
  private final Waiting waiting;
  private volatile boolean draining;

  /**
   * Connects nothing yet.
   *
   * @param spans where what is done for units is traced
   */
  public ScoringService(
      Vertx vertx,
      ScoringSettings settings,
      BrokerConfig broker,
      InFlight inFlight,
      ScoringMetrics metrics,
      UnitSpans spans) {
    this.spans = spans;
    this.vertx = vertx;
    this.waiting = new Waiting(vertx);
    this.settings = settings;
    this.broker = broker;
    this.inFlight = inFlight;
    this.metrics = metrics;
  }

  /** Whether tasks can come in: the broker is there and refuses no link, and this does not end. */
  public boolean takesTasks() {
    BrokerLink current = link;
    return !draining && current != null && current.ready();
  }

  /** Whether the broker is there or tried for; also before the start. */
  public boolean linkAlive() {
    BrokerLink current = link;
    return current == null || current.alive();
  }

  /** Whether a user's program can still run, or ones that nothing ends hold every place. */
  public boolean runsPrograms() {
    ScoringEngine current = engine;
    return current == null || current.abandonedPrograms() < ScoringEngine.PROGRAMS;
  }

  /** Whether this process is on its way out. */
  public boolean draining() {
    return draining;
  }

  void start(@Observes StartupEvent event) {
    ScorerRegistry registry = BuiltInScorers.registry();
    workers =
        vertx.createSharedWorkerExecutor(
            POOL, settings.workerThreads(), settings.stuckAfter().toNanos(), TimeUnit.NANOSECONDS);
    programs =
        vertx.createSharedWorkerExecutor(
            PROGRAMS,
            settings.workerThreads(),
            settings.stuckAfter().toNanos(),
            TimeUnit.NANOSECONDS);
    engine = new ScoringEngine(registry, metrics);
    link = BrokerLink.start(vertx, broker.settings("scoring-" + Ids.next()));
    MessageHandler handler =
        new MessageHandler(
            engine,
            registry,
            workers,
            programs,
            Map.of(
                    Address.SCORES, link.sender(Address.SCORES),
                    Address.CALLS, link.sender(Address.CALLS))
                ::get,
            waiting,
            inFlight,
            metrics,
            new ScoreTraces(spans));
    receivers =
        List.of(
            link.receive(Address.TASKS, settings.linkCredit(), handler::handle),
            link.receive(Address.JUDGEMENTS, settings.judgementCredit(), handler::handle));
    LOG.infof(
        "scoring started scorers=%d workers=%d credit=%d",
        registry.catalogue().scorers().size(), settings.workerThreads(), settings.linkCredit());
  }

  /** The process is asked to end: the one place that may wait, and it waits for a bounded time. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    draining = true;
    receivers.forEach(Receiver::stop);
    waiting.stop();
    boolean finished = inFlight.awaitIdle(settings.drainTimeout());
    LOG.infof("scoring drained finished=%s left=%d", finished, inFlight.count());
    link.close().subscribe().with(closed -> {}, fault -> LOG.debug("link not closed", fault));
    workers.close();
    programs.close();
  }
}
