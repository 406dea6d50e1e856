package dev.assay.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.RunCancelled;
import dev.assay.common.message.WorkerPresence.CallsTaken;
import dev.assay.common.testing.EmbeddedBroker;
import dev.assay.common.testing.HttpText;
import dev.assay.common.testing.JsonText;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.BrokerSettings;
import dev.assay.link.egress.EgressRules;
import dev.assay.link.secret.AmbientIdentities;
import dev.assay.link.secret.GrantedVariables;
import dev.assay.link.trace.UnitSpans;
import dev.assay.simulator.options.SimOptions;
import dev.assay.simulator.server.SimulatorHttp;
import dev.assay.worker.call.BreakerSettings;
import dev.assay.worker.outcome.AnswerLimits;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.wire.way.EgressWay;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.microprofile.context.spi.ContextManagerProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole workers against a real broker and a provider on a real socket. */
class WorkerEndToEndTest {
  private static EmbeddedBroker broker;

  private final Vertx vertx = Vertx.vertx();
  private final Queue<WorkerRuntime> workers = new ConcurrentLinkedQueue<>();
  private final Map<Integer, ModelReply> replies = new ConcurrentHashMap<>();
  private final Queue<ModelReply> all = new ConcurrentLinkedQueue<>();
  private final UUID run = Ids.next();
  private BrokerLink link;
  private int simulator;

  @BeforeAll
  static void startBroker() {
    // Quarkus does this before threads start; here two of them could do it at once, and one fail.
    assertThat(ContextManagerProvider.instance()).isNotNull();
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void start() {
    link = BrokerLink.start(vertx, settings("test"));
    simulator =
        new SimulatorHttp(vertx, SimOptions.DEFAULT.with(JsonText.json("{\"latency\":100}")))
            .listen("127.0.0.1", 0)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    link.receive(
        Address.ANSWERS,
        1_000,
        delivery -> {
          if (delivery.envelope().body() instanceof ModelReply reply
              && reply.unit().runId().equals(run)) {
            all.add(reply);
            replies.put(reply.unit().n(), reply);
          }
          delivery.accept();
        });
    await().atMost(Duration.ofMinutes(4)).until(link::connected);
  }

  @AfterEach
  void stop() {
    workers.forEach(w -> w.leave().await().atMost(Duration.ofMinutes(4)));
    link.close().await().atMost(Duration.ofMinutes(4));
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static BrokerSettings settings(String name) {
    return new BrokerSettings("127.0.0.1", broker.port(), null, null, name + "-" + Ids.next());
  }

  private WorkerRuntime worker(String id) {
    WorkerRuntime worker =
        WorkerRuntime.start(
            vertx,
            new WorkerSettings(
                id,
                256,
                Duration.ofMillis(1_200),
                Duration.ofSeconds(2),
                AnswerLimits.DEFAULT,
                1_000_000,
                Optional.empty(),
                BreakerSettings.DEFAULT,
                Optional.empty(),
                EgressRules.of("127.0.0.0/8"),
                EgressWay.DIRECT,
                GrantedVariables.of("KEY=*"),
                AmbientIdentities.of(null)),
            settings(id),
            new SimpleMeterRegistry(),
            UnitSpans.none(),
            (link, maxBytes) -> Uni.createFrom().failure(new IllegalStateException(link.sha256())));
    workers.add(worker);
    return worker;
  }

  private void send(int from, int count, Calls calls) {
    for (int n = from; n < from + count; n++) {
      ModelCall call = calls.run(run).n(n).build();
      link.sender(Address.CALLS).send(Envelope.of(run, call)).await().atMost(Duration.ofMinutes(4));
    }
  }

  private String simulator(String method, String path) {
    return HttpText.ask(method, simulator, path, "");
  }

  private int stat(String name) {
    return JsonText.json(simulator("GET", "/_sim/stats")).path(name).asInt();
  }

  @Test
  void shouldAnswerCallsOfBothKinds() {
    // Given
    worker("w1");

    // When
    send(0, 20, Calls.openAi(simulator));
    send(20, 20, Calls.simulated());
    send(40, 20, Calls.openAi(simulator).stream());

    // Then
    await().atMost(Duration.ofMinutes(4)).until(() -> replies.size() == 60);
    assertThat(replies.values()).allMatch(r -> r.answer() != null);
    assertThat(replies.get(25).answer().output()).isEqualTo(TextNode.valueOf("42"));
    assertThat(replies.get(45).answer().ttftMs()).isNotNull();
    assertThat(replies.get(5).answer().usage()).isNotNull();
    await().atMost(Duration.ofMinutes(4)).until(() -> broker.depth(Address.CALLS) == 0);
  }

  @Test
  void shouldTellOfEveryCallBeforeItIsMade() {
    // Given somebody who listens
    Map<Integer, Instant> told = new ConcurrentHashMap<>();
    link.subscribe(
        Address.ACTIVITY,
        delivery -> {
          if (delivery.envelope().body() instanceof CallsTaken taken) {
            taken.calls().stream()
                .filter(calls -> calls.runId().equals(run))
                .flatMap(calls -> calls.units().stream())
                .forEach(n -> told.putIfAbsent(n, taken.at()));
          }
        });
    worker("w1");

    // When
    send(0, 60, Calls.openAi(simulator));

    // Then
    await().atMost(Duration.ofMinutes(4)).until(() -> replies.size() == 60);
    assertThat(replies.values())
        .allSatisfy(
            reply ->
                assertThat(reply.attempts().get(0).startedAt())
                    .isAfterOrEqualTo(told.get(reply.unit().n())));
  }

  @Test
  void shouldAnswerACallOfNoRunToWhoeverAsks() {
    // Given
    worker("w1");

    // When
    ModelReply reply =
        link.ask(
                Address.CALLS,
                Envelope.of(null, Calls.simulated().run(run).replyTo(null).build()),
                Duration.ofSeconds(20))
            .await()
            .atMost(Duration.ofMinutes(4))
            .body(ModelReply.class);

    // Then the answer came back here and went nowhere else
    assertThat(reply.answer().output()).isEqualTo(TextNode.valueOf("42"));
    await().atMost(Duration.ofMinutes(4)).until(() -> broker.depth(Address.CALLS) == 0);
    assertThat(all).isEmpty();
  }

  @Test
  void shouldKeepTheConcurrencyOfARunOverTwoWorkers() {
    // Given
    WorkerRuntime one = worker("w1");
    WorkerRuntime two = worker("w2");
    await().atMost(Duration.ofMinutes(4)).until(() -> one.ready() && two.ready());

    // When
    send(0, 80, Calls.openAi(simulator).concurrency(8));

    // Then
    await().atMost(Duration.ofMinutes(4)).until(() -> replies.size() == 80);
    assertThat(stat("max_concurrent")).isLessThanOrEqualTo(8).isGreaterThanOrEqualTo(4);
    assertThat(replies.values()).extracting(ModelReply::worker).contains("w1", "w2");
  }

  @Test
  void shouldStopACancelledRunAtOnce() {
    // Given: a provider that takes long
    worker("w1");
    send(0, 30, Calls.openAi(simulator).concurrency(5).headers(slow()));
    await().atMost(Duration.ofMinutes(4)).until(() -> stat("started") >= 5);

    // When
    link.publish(
        Address.CONTROL, Envelope.of(run, new RunCancelled(List.of(new RunCancelled.Run(run, 1)))));

    // Then
    await().atMost(Duration.ofMinutes(4)).until(() -> stat("running") == 0);
    await().atMost(Duration.ofMinutes(4)).until(() -> replies.size() == 30);
    assertThat(replies.values()).allMatch(r -> r.failure().code() == ErrorCode.CANCELLED);
    assertThat(stat("started")).isEqualTo(5);
    assertThat(stat("aborted")).isEqualTo(5);

    // When: a late call of the same generation, and one of the next
    send(100, 1, Calls.openAi(simulator));
    send(101, 1, Calls.openAi(simulator).generation(2));

    // Then
    await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> replies.containsKey(100) && replies.containsKey(101));
    assertThat(replies.get(100).failure().code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(replies.get(101).answer()).isNotNull();
  }

  @Test
  void shouldAskOnceForAUnitThatIsDeliveredTwice() {
    // Given
    worker("w1");

    // When: while it runs, and again when it was answered
    send(0, 1, Calls.openAi(simulator));
    send(0, 1, Calls.openAi(simulator));
    await().atMost(Duration.ofMinutes(4)).until(() -> !all.isEmpty());
    send(0, 1, Calls.openAi(simulator));

    // Then
    await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> broker.depth(Address.CALLS) == 0 && all.size() >= 2);
    assertThat(stat("started")).isEqualTo(1);
  }

  @Test
  void shouldDeliverPaidAnswersAfterTheBrokerWasAway() {
    // Given
    worker("w1");
    send(0, 10, Calls.openAi(simulator).headers(sim("{\"latency\":1500}")));
    await().atMost(Duration.ofMinutes(4)).until(() -> stat("started") == 10);

    // When: the broker goes while the provider answers
    broker.pause();
    await().atMost(Duration.ofMinutes(4)).until(() -> stat("completed") == 10);
    broker.resume();

    // Then: every unit is answered and none was asked twice
    await().atMost(Duration.ofMinutes(4)).until(() -> replies.size() == 10);
    await().atMost(Duration.ofMinutes(4)).until(() -> broker.depth(Address.CALLS) == 0);
    assertThat(stat("started")).isEqualTo(10);
    assertThat(replies.values()).allMatch(r -> r.answer() != null);
  }

  @Test
  void shouldFinishWhatRunsAndHandBackTheRestWhenItLeaves() {
    // Given
    WorkerRuntime leaving = worker("w1");
    send(0, 20, Calls.openAi(simulator).concurrency(4).headers(sim("{\"latency\":800}")));
    await().atMost(Duration.ofMinutes(4)).until(() -> stat("started") == 4);

    // When
    leaving.leave().await().atMost(Duration.ofMinutes(4));
    workers.remove(leaving);

    // Then: the four that ran are answered, the others wait for somebody else
    await().atMost(Duration.ofMinutes(4)).until(() -> replies.size() == 4);
    assertThat(replies.values()).allMatch(r -> r.answer() != null);
    await().atMost(Duration.ofMinutes(4)).until(() -> broker.depth(Address.CALLS) == 16);

    // When
    worker("w2");

    // Then
    await().atMost(Duration.ofMinutes(4)).until(() -> replies.size() == 20);
    assertThat(stat("started")).isEqualTo(20);
  }

  @Test
  void shouldHandBackWhatDoesNotFinishInTime() {
    // Given
    WorkerRuntime leaving = worker("w1");
    send(0, 3, Calls.openAi(simulator).headers(slow()));
    await().atMost(Duration.ofMinutes(4)).until(() -> stat("started") == 3);

    // When
    leaving.leave().await().atMost(Duration.ofMinutes(4));
    workers.remove(leaving);

    // Then: closed, on the ledger, and to be handed out again
    await().atMost(Duration.ofMinutes(4)).until(() -> replies.size() == 3);
    assertThat(replies.values()).allMatch(r -> r.notBefore() != null && r.attempts().size() == 1);
    assertThat(stat("aborted")).isEqualTo(3);
  }

  private static Map<String, String> slow() {
    return sim("{\"latency\":60000}");
  }

  private static Map<String, String> sim(String options) {
    return Map.of("x-assay-sim", options);
  }
}
