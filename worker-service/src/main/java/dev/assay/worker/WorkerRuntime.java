package dev.assay.worker;

import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.BrokerSettings;
import dev.assay.link.egress.EgressRules;
import dev.assay.link.secret.MasterKeys;
import dev.assay.link.trace.UnitSpans;
import dev.assay.worker.account.Accounts;
import dev.assay.worker.admission.Gate;
import dev.assay.worker.asset.AssetSource;
import dev.assay.worker.asset.AssetStore;
import dev.assay.worker.asset.WithAssets;
import dev.assay.worker.call.Breakers;
import dev.assay.worker.call.CallLoop;
import dev.assay.worker.credential.CredentialOpener;
import dev.assay.worker.identity.Identities;
import dev.assay.worker.identity.VertxFiles;
import dev.assay.worker.identity.WithIdentity;
import dev.assay.worker.identity.source.IdentityClient;
import dev.assay.worker.identity.source.Surroundings;
import dev.assay.worker.intake.CallIntake;
import dev.assay.worker.intake.Mailbox;
import dev.assay.worker.kind.Kinds;
import dev.assay.worker.kind.anthropic.AnthropicKind;
import dev.assay.worker.kind.azure.AzureOpenAiKind;
import dev.assay.worker.kind.bedrock.BedrockKind;
import dev.assay.worker.kind.gemini.GeminiKind;
import dev.assay.worker.kind.http.HttpKind;
import dev.assay.worker.kind.ollama.OllamaKind;
import dev.assay.worker.kind.openai.OpenAiKind;
import dev.assay.worker.kind.replay.ReplayKind;
import dev.assay.worker.kind.simulated.SimulatedKind;
import dev.assay.worker.metrics.WorkerMetrics;
import dev.assay.worker.presence.ActivityFeed;
import dev.assay.worker.presence.Peers;
import dev.assay.worker.time.Time;
import dev.assay.worker.time.VertxTime;
import dev.assay.worker.trace.CallTraces;
import dev.assay.worker.wire.HttpTransport;
import dev.assay.worker.wire.NameLookup;
import dev.assay.worker.wire.VertxNames;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A worker put together from its parts, on one event loop of its own. */
public final class WorkerRuntime {
  private static final int IDENTITY_CONNECTIONS = 16;

  private final HttpTransport http;
  private final HttpTransport identityHttp;
  private final BrokerLink link;
  private final WorkerBeat beat;
  private final WorkerDrain drain;

  private WorkerRuntime(
      Vertx vertx,
      WorkerSettings settings,
      BrokerSettings broker,
      MeterRegistry registry,
      UnitSpans spans,
      AssetSource runService) {
    Context context = ((VertxInternal) vertx).createEventLoopContext();
    Time time = new VertxTime(context);
    Mailbox mailbox = new Mailbox(time);
    WorkerMetrics metrics = new WorkerMetrics(registry);
    NameLookup names = new VertxNames(vertx);
    http =
        new HttpTransport(
            vertx, context, settings.capacity(), settings.egress(), names, settings.way());
    // No user names what it calls: the metadata of clouds is where identities come from.
    identityHttp =
        new HttpTransport(
            vertx, context, IDENTITY_CONNECTIONS, EgressRules.unbound(), names, settings.way());
    Identities identities =
        new Identities(
            new Surroundings(System::getenv, new VertxFiles(context)::read, time::now),
            new IdentityClient(identityHttp, time),
            new IdentityClient(http, time),
            time);
    AssetStore assets =
        new AssetStore(
            runService, time, settings.runService().isPresent(), settings.assetCacheBytes());
    link = BrokerLink.start(vertx, broker);
    ActivityFeed feed =
        new ActivityFeed(settings.id(), a -> link.publish(Address.ACTIVITY, Envelope.of(null, a)));
    Breakers breakers = new Breakers(settings.breaker(), time);
    Peers peers = new Peers(settings.id(), time);
    Accounts accounts = new Accounts(time, peers);
    CallLoop loop =
        new CallLoop(
            new Kinds(
                WithAssets.all(
                    WithIdentity.all(
                        List.of(
                            new OpenAiKind(http),
                            new AzureOpenAiKind(http),
                            new AnthropicKind(http),
                            new GeminiKind(http),
                            new OllamaKind(http),
                            new BedrockKind(http, time),
                            new HttpKind(http),
                            new SimulatedKind(http, time),
                            new ReplayKind(time)),
                        identities),
                    assets)),
            new CredentialOpener(
                System::getenv,
                MasterKeys.of(
                    System.getenv(MasterKeys.VARIABLE),
                    System.getenv(MasterKeys.PREVIOUS),
                    settings.masterKeyFile().orElse(null)),
                settings.granted(),
                settings.ambient()),
            breakers,
            accounts,
            time,
            () -> ThreadLocalRandom.current().nextDouble(),
            new CallObservers(new CallObservers(metrics, new CallTraces(spans)), feed),
            settings.id(),
            settings.answers());
    Gate gate = new Gate(peers);
    CallIntake intake =
        new CallIntake(
            settings.id(),
            loop,
            gate,
            time,
            mailbox,
            (address, envelope) -> link.sender(address).send(envelope),
            metrics);
    beat =
        new WorkerBeat(
            settings, link, time, mailbox, peers, gate, intake, feed, breakers, accounts);
    drain = new WorkerDrain(settings, link, time, beat, intake);
    metrics.gauge("assay.worker.calls.running", "Calls that run now", gate::running);
    metrics.gauge("assay.worker.calls.waiting", "Calls that wait for a slot", gate::waiting);
    metrics.gauge("assay.worker.calls.held", "Calls held in any way", intake::held);
    metrics.gauge("assay.worker.breakers.open", "Breakers not closed", breakers::notClosed);
    metrics.gauge(
        "assay.worker.accounts.running",
        "Calls that run, of all accounts",
        () -> accounts.total().running());
    metrics.gauge(
        "assay.worker.accounts.waiting",
        "Calls that wait for their account",
        () -> accounts.total().waiting());
    metrics.gauge(
        "assay.worker.accounts.throttled",
        "Accounts in an episode of 429",
        () -> accounts.total().throttled());
    metrics.gauge("assay.worker.peers", "Other workers that are alive", beat::others);
    time.soon(beat::start);
  }

  /**
   * Starts a worker.
   *
   * @param spans where attempts are traced
   * @param runService where assets are fetched from
   * @throws dev.assay.link.secret.SecretException when the master key given is unusable
   */
  public static WorkerRuntime start(
      Vertx vertx,
      WorkerSettings settings,
      BrokerSettings broker,
      MeterRegistry registry,
      UnitSpans spans,
      AssetSource runService) {
    return new WorkerRuntime(vertx, settings, broker, registry, spans, runService);
  }

  /** Whether it takes calls: the broker is there, refuses no link, and it does not leave. */
  public boolean ready() {
    return link.ready() && beat.taking();
  }

  /** Whether its event loop still turns, and the broker is there or tried for. */
  public boolean alive() {
    return beat.alive() && link.alive();
  }

  /**
   * Leaves: takes nothing new, hands back what waits, lets what runs finish within the drain
   * timeout, hands back the rest, says goodbye.
   *
   * @return completes when it has left; never fails
   */
  public Uni<Void> leave() {
    return drain.leave().invoke(http::close).invoke(identityHttp::close);
  }
}
