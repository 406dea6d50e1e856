package dev.assay.worker;

import dev.assay.common.id.Ids;
import dev.assay.link.broker.BrokerSettings;
import dev.assay.link.egress.EgressRules;
import dev.assay.link.secret.AmbientIdentities;
import dev.assay.link.secret.GrantedVariables;
import dev.assay.link.trace.UnitSpans;
import dev.assay.worker.asset.AssetReader;
import dev.assay.worker.call.BreakerSettings;
import dev.assay.worker.outcome.AnswerLimits;
import dev.assay.worker.wire.way.EgressWay;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts and stops the worker with the application. */
@ApplicationScoped
public class WorkerApp {
  private static final Logger LOG = Logger.getLogger(WorkerApp.class);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final MeterRegistry registry;
  private final WorkerConfig config;
  private final BrokerConfig broker;
  private final Optional<Path> masterKeyFile;
  private final Optional<URI> runService;
  private final Optional<String> granted;
  private final Optional<String> ambient;
  private final AssetReader assets;
  private final UnitSpans spans;
  private volatile WorkerRuntime runtime;

  /**
   * With what runs the worker.
   *
   * @param masterKeyFile file with the base64 key of sealed credentials, the one that run-service
   *     seals with; the environment variable ASSAY_MASTER_KEY wins over it
   * @param runService address of run-service, for the images of items
   * @param granted which variables of the environment may be sent where, as the operator says it
   * @param ambient which of the worker's own identities may be used where, as the operator says it
   * @param spans where what is done for units is traced
   */
  WorkerApp(
      Vertx vertx,
      MeterRegistry registry,
      WorkerConfig config,
      BrokerConfig broker,
      @ConfigProperty(name = "assay.master-key-file") Optional<Path> masterKeyFile,
      @ConfigProperty(name = "assay.run.url") Optional<URI> runService,
      @ConfigProperty(name = GrantedVariables.PROPERTY) Optional<String> granted,
      @ConfigProperty(name = AmbientIdentities.PROPERTY) Optional<String> ambient,
      AssetReader assets,
      UnitSpans spans) {
    this.vertx = vertx;
    this.registry = registry;
    this.config = config;
    this.broker = broker;
    this.masterKeyFile = masterKeyFile;
    this.runService = runService;
    this.granted = granted;
    this.ambient = ambient;
    this.assets = assets;
    this.spans = spans;
  }

  /** The worker, null before the start and after the stop. */
  public WorkerRuntime runtime() {
    return runtime;
  }

  void start(@Observes StartupEvent event) {
    String id = config.name() + "-" + Ids.next().toString().substring(24);
    WorkerSettings settings =
        new WorkerSettings(
            id,
            config.capacity(),
            config.listenFirst(),
            config.drainTimeout(),
            new AnswerLimits(
                config.maxBodyBytes(), config.maxBodiesBytes(), config.maxReasoningBytes()),
            config.assetCacheBytes(),
            runService,
            new BreakerSettings(
                config.breaker().window(),
                config.breaker().failureRatio(),
                config.breaker().open().toMillis()),
            masterKeyFile,
            EgressRules.of(System.getenv(EgressRules.VARIABLE)),
            EgressWay.of(System::getenv),
            GrantedVariables.of(granted.orElse(null)),
            AmbientIdentities.of(ambient.orElse(null)));
    runtime =
        WorkerRuntime.start(
            vertx,
            settings,
            new BrokerSettings(
                broker.host(),
                broker.port(),
                broker.user().orElse(null),
                broker.password().orElse(null),
                id,
                BrokerSettings.Tls.of(broker.tls(), broker.caFile())),
            registry,
            spans,
            assets);
  }

  /** Runs on the thread that shuts down, which has nothing else to do: it waits for the drain. */
  void stop(@Observes ShutdownEvent event) {
    WorkerRuntime leaving = runtime;
    if (leaving == null) {
      return;
    }
    CountDownLatch left = new CountDownLatch(1);
    leaving.leave().subscribe().with(x -> left.countDown(), e -> left.countDown());
    long most = config.drainTimeout().plus(GRACE).toMillis();
    try {
      if (!left.await(most, TimeUnit.MILLISECONDS)) {
        LOG.warnf("worker did not leave in time most_ms=%d", most);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
