package dev.assay.worker.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.LoopRig;
import dev.assay.worker.testing.RawServer;
import dev.assay.worker.testing.ScriptedKind;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The circuit breaker around one attempt. */
class BreakerTest {
  private final LoopRig rig = new LoopRig(new BreakerSettings(4, 0.5, 400));

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void shouldHoldCallsBackWhileOpenAndBurnNothing() {
    // Given: a provider that is overloaded until the breaker has tried it as a probe
    AtomicInteger status = new AtomicInteger(529);
    RawServer server = new RawServer(rig.vertx(), (n, socket) -> respond(socket, status.get()));
    List<CompletableFuture<ModelReply>> first = calls(server, 4, 0);

    // When: the window has filled and the breaker opened
    first.forEach(CompletableFuture::join);
    int seen = server.requests();
    List<CompletableFuture<ModelReply>> second = calls(server, 30, 100);

    // Then: nothing passes but single probes
    await().atMost(Duration.ofMinutes(4)).until(() -> server.requests() > seen);
    assertThat(second.stream().filter(CompletableFuture::isDone).count()).isLessThanOrEqualTo(1);

    // When: it recovers
    status.set(200);

    // Then: all are answered, and waiting was not an attempt
    List<ModelReply> replies = second.stream().map(CompletableFuture::join).toList();
    long answered = replies.stream().filter(r -> r.answer() != null).count();
    assertThat(answered).isGreaterThanOrEqualTo(28);
    assertThat(replies).allMatch(r -> r.attempts().size() <= 1);
    assertThat(replies.stream().filter(r -> r.answer() != null).flatMap(r -> r.attempts().stream()))
        .extracting(Attempt::outcome)
        .containsOnly(OutcomeClass.OK);
  }

  @Test
  void shouldNotCountWhatIsNotTheProvidersWeakness() {
    // Given
    RawServer server = new RawServer(rig.vertx(), (n, socket) -> respond(socket, 429));

    // When
    calls(server, 20, 0).forEach(CompletableFuture::join);

    // Then: every call was made
    assertThat(server.requests()).isEqualTo(20);
  }

  @Test
  void shouldGiveAnEndpointUpThatAnswersNobodyForAsLongAsAnItemMayTake() {
    // Given an item that may take a second
    AtomicInteger status = new AtomicInteger(500);
    RawServer server = new RawServer(rig.vertx(), (n, socket) -> respond(socket, status.get()));
    CallPolicy policy = new CallPolicy(3, 10_000, 5_000, 10_000, 10_000, 1_000);
    Supplier<CompletableFuture<ModelReply>> ask =
        () -> rig.start(Calls.openAi(server.port()).policy(policy).build());

    // When
    await()
        .atMost(240, TimeUnit.SECONDS)
        .until(() -> code(ask.get().join()) == ErrorCode.PROVIDER_DOWN);

    // Then nobody waits for it any more, whoever asks
    int seen = server.requests();
    List<ModelReply> replies =
        Stream.generate(ask).limit(40).toList().stream().map(CompletableFuture::join).toList();
    assertThat(replies).allMatch(reply -> code(reply) == ErrorCode.PROVIDER_DOWN);
    assertThat(replies.get(0).failure().message()).contains("acme", "gpt-test", "answered 500");
    assertThat(server.requests() - seen).as("probes only").isLessThan(20);

    // When it is back, then it is found
    status.set(200);
    await().atMost(240, TimeUnit.SECONDS).until(() -> ask.get().join().answer() != null);
  }

  private static ErrorCode code(ModelReply reply) {
    return reply.failure() == null ? null : reply.failure().code();
  }

  private List<CompletableFuture<ModelReply>> calls(RawServer server, int count, int from) {
    List<CompletableFuture<ModelReply>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(rig.start(Calls.openAi(server.port()).n(from + i).attempts(1).build()));
    }
    return all;
  }

  private static void respond(NetSocket socket, int status) {
    String body = status == 200 ? ScriptedKind.completion("42") : "{}";
    socket.write(
        "HTTP/1.1 "
            + status
            + " X\r\ncontent-length: "
            + body.length()
            + "\r\nconnection: close\r\n\r\n"
            + body);
    socket.end();
  }
}
