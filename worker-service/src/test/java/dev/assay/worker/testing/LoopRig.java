package dev.assay.worker.testing;

import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.link.egress.EgressRules;
import dev.assay.link.secret.AmbientIdentities;
import dev.assay.link.secret.GrantedVariables;
import dev.assay.link.secret.MasterKeys;
import dev.assay.worker.account.Accounts;
import dev.assay.worker.asset.AssetSource;
import dev.assay.worker.asset.AssetStore;
import dev.assay.worker.asset.WithAssets;
import dev.assay.worker.call.BreakerSettings;
import dev.assay.worker.call.Breakers;
import dev.assay.worker.call.CallLoop;
import dev.assay.worker.call.CancelSignal;
import dev.assay.worker.credential.CredentialOpener;
import dev.assay.worker.identity.Identities;
import dev.assay.worker.identity.VertxFiles;
import dev.assay.worker.identity.WithIdentity;
import dev.assay.worker.identity.source.IdentityClient;
import dev.assay.worker.identity.source.Surroundings;
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
import dev.assay.worker.outcome.AnswerLimits;
import dev.assay.worker.time.Time;
import dev.assay.worker.time.VertxTime;
import dev.assay.worker.wire.HttpTransport;
import dev.assay.worker.wire.NameLookup;
import dev.assay.worker.wire.VertxNames;
import dev.assay.worker.wire.way.EgressWay;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The call loop with real time and real sockets. */
public final class LoopRig implements AutoCloseable {
  /** A credential of AWS's own examples, under the name {@code AWS} in the environment. */
  public static final String AWS =
      "AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY:session-token-of-the-example";

  private final Vertx vertx = Vertx.vertx();
  private final Context context = ((VertxInternal) vertx).createEventLoopContext();
  private final CallLoop loop;

  public LoopRig(BreakerSettings breaker) {
    this(breaker, "127.0.0.0/8", null, null, Map.of());
  }

  /** With a run-service from which assets are fetched. */
  public LoopRig(BreakerSettings breaker, AssetSource runService) {
    this(breaker, "127.0.0.0/8", null, runService, Map.of());
  }

  /**
   * With an environment in which it finds who it is.
   *
   * @param environment also {@code ASSAY_AMBIENT_CREDENTIALS}, and variables of credentials
   */
  public LoopRig(Map<String, String> environment) {
    this(null, environment);
  }

  /**
   * With an environment that also says how calls get out.
   *
   * @param names how hosts are looked up, null as in production
   */
  public LoopRig(NameLookup names, Map<String, String> environment) {
    this(BreakerSettings.DEFAULT, "127.0.0.0/8", names, null, environment);
  }

  /**
   * With an egress guard.
   *
   * @param allow blocks that an operator admits
   * @param names how hosts are looked up, null as in production
   */
  public LoopRig(BreakerSettings breaker, String allow, NameLookup names) {
    this(breaker, allow, names, null, Map.of());
  }

  private LoopRig(
      BreakerSettings breaker,
      String allow,
      NameLookup names,
      AssetSource runService,
      Map<String, String> environment) {
    Time time = new VertxTime(context);
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("KEY", "top-secret-value");
    variables.put("AWS", AWS);
    HttpTransport http =
        new HttpTransport(
            vertx,
            context,
            1_000,
            EgressRules.of(allow),
            names == null ? new VertxNames(vertx) : names,
            EgressWay.of(variables::get));
    HttpTransport identityHttp =
        new HttpTransport(
            vertx, context, 10, EgressRules.unbound(), new VertxNames(vertx), EgressWay.DIRECT);
    Identities identities =
        new Identities(
            new Surroundings(variables::get, new VertxFiles(context)::read, time::now),
            new IdentityClient(identityHttp, time),
            new IdentityClient(http, time),
            time);
    loop =
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
                            new SimulatedKind(http, time),
                            new BedrockKind(http, time),
                            new HttpKind(http),
                            new ReplayKind(time)),
                        identities),
                    new AssetStore(runService, time, runService != null, 1_000_000))),
            new CredentialOpener(
                variables::get,
                MasterKeys.of(null, null, null),
                GrantedVariables.of("KEY=* AWS=* GIVEN=*"),
                AmbientIdentities.of(environment.get(AmbientIdentities.VARIABLE))),
            new Breakers(breaker, time),
            new Accounts(time, new FixedTeam()),
            time,
            () -> 0.01,
            new Ledger(),
            "w1",
            AnswerLimits.DEFAULT);
  }

  public Vertx vertx() {
    return vertx;
  }

  /** Starts a call with a slot that is always free. */
  public CompletableFuture<ModelReply> start(ModelCall call, CancelSignal cancel) {
    CompletableFuture<ModelReply> reply = new CompletableFuture<>();
    context.runOnContext(
        v ->
            loop.run(call, new FreeSlot(), cancel)
                .subscribe()
                .with(reply::complete, reply::completeExceptionally));
    return reply;
  }

  public CompletableFuture<ModelReply> start(ModelCall call) {
    return start(call, new CancelSignal());
  }

  /** Runs something where the loop runs. */
  public void onLoop(Runnable task) {
    context.runOnContext(v -> task.run());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
