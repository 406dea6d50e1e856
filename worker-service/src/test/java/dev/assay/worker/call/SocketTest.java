package dev.assay.worker.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.status.OutcomeClass;
import dev.assay.common.testing.JsonText;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.LoopRig;
import dev.assay.worker.testing.RawServer;
import dev.assay.worker.testing.ScriptedKind;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the other end of the connection sees. */
class SocketTest {
  /** Shorter than what would end the calls of these tests by itself. */
  private static final Duration SOON = Duration.ofSeconds(40);

  private final LoopRig rig = new LoopRig(BreakerSettings.DEFAULT);

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void shouldCloseTheConnectionWhenCancelled() {
    // Given
    RawServer server = new RawServer(rig.vertx(), (n, socket) -> {});
    CancelSignal cancel = new CancelSignal();
    CompletableFuture<ModelReply> reply = rig.start(Calls.openAi(server.port()).build(), cancel);
    await().atMost(Duration.ofMinutes(4)).until(() -> server.requests() == 1);

    // When
    rig.onLoop(cancel::cancel);

    // Then
    await().atMost(SOON).until(() -> server.open() == 0);
    assertThat(reply.join().failure().code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void shouldCloseTheConnectionInTheMiddleOfAStreamWhenCancelled() {
    // Given
    RawServer server =
        new RawServer(
            rig.vertx(),
            (n, socket) ->
                socket.write(
                    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n"
                        + "data: {\"choices\":[{\"delta\":{\"content\":\"4\"}}]}\n\n"));
    CancelSignal cancel = new CancelSignal();
    CompletableFuture<ModelReply> reply =
        rig.start(Calls.openAi(server.port()).stream().build(), cancel);
    await().atMost(Duration.ofMinutes(4)).until(() -> server.requests() == 1);

    // When
    rig.onLoop(cancel::cancel);

    // Then
    await().atMost(SOON).until(() -> server.open() == 0);
    assertThat(reply.join().attempts().get(0).outcome()).isEqualTo(OutcomeClass.CANCELLED);
  }

  @Test
  void shouldCloseTheConnectionWhenAnAttemptTakesTooLong() {
    // Given
    RawServer server = new RawServer(rig.vertx(), (n, socket) -> {});
    CallPolicy policy = new CallPolicy(1, 300, 5_000, 60_000, 60_000, 60_000);

    // When
    ModelReply reply = rig.start(Calls.openAi(server.port()).policy(policy).build()).join();

    // Then
    await().atMost(SOON).until(() -> server.open() == 0);
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROVIDER_TIMEOUT);
    assertThat(reply.failure().message()).contains("as a whole");
    assertThat(reply.attempts().get(0).outcomeUnknown()).isTrue();
  }

  @Test
  void shouldCloseTheConnectionWhenTheAnswerStopsComing() {
    // Given
    RawServer server =
        new RawServer(
            rig.vertx(),
            (n, socket) -> socket.write("HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"));
    CallPolicy policy = new CallPolicy(1, 60_000, 5_000, 60_000, 200, 60_000);

    // When
    ModelReply reply = rig.start(Calls.openAi(server.port()).policy(policy).build()).join();

    // Then
    await().atMost(SOON).until(() -> server.open() == 0);
    assertThat(reply.failure().message()).contains("stopped coming");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: [DONE]\n\n", ""})
  void shouldTakeAWholeAnswerWhoseConnectionStaysOpen(String mark) {
    // Given a server that never ends its response
    RawServer server =
        new RawServer(
            rig.vertx(),
            (n, socket) ->
                socket.write(
                    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n"
                        + "data: {\"choices\":[{\"delta\":{\"content\":\"42\"},"
                        + "\"finish_reason\":\"stop\"}]}\n\n"
                        + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,"
                        + "\"completion_tokens\":2}}\n\n"
                        + mark));
    // Without the mark it is known when nothing more comes
    CallPolicy policy =
        new CallPolicy(1, 60_000, 5_000, 60_000, mark.isEmpty() ? 300 : 60_000, 60_000);

    // When
    ModelReply reply =
        rig.start(Calls.openAi(server.port()).stream().policy(policy).build())
            .orTimeout(240, TimeUnit.SECONDS)
            .join();

    // Then
    assertThat(reply.answer().output().asText()).isEqualTo("42");
    assertThat(reply.attempts()).hasSize(1);
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.OK);
    await().atMost(Duration.ofMinutes(4)).until(() -> server.open() == 0);
  }

  @Test
  void shouldLetAModelThinkBeforeItsFirstToken() {
    // Given a stream that begins, and then is silent for longer than between two bytes
    RawServer server =
        new RawServer(
            rig.vertx(),
            (n, socket) -> {
              socket.write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n: hm\n\n");
              rig.vertx()
                  .setTimer(
                      900,
                      id -> {
                        socket.write(
                            "data: {\"choices\":[{\"delta\":{\"content\":\"42\"},"
                                + "\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
                        socket.end();
                      });
            });
    CallPolicy policy = new CallPolicy(1, 60_000, 5_000, 60_000, 200, 60_000);

    // When
    ModelReply reply =
        rig.start(Calls.openAi(server.port()).stream().policy(policy).build()).join();

    // Then
    assertThat(reply.answer().output().asText()).isEqualTo("42");
  }

  @Test
  void shouldRetryOverANewConnectionAfterAReset() {
    // Given
    RawServer server =
        new RawServer(
            rig.vertx(),
            (n, socket) -> {
              if (n == 1) {
                socket.close();
              } else {
                respond(socket, 200, ScriptedKind.completion("42"));
              }
            });

    // When
    ModelReply reply = rig.start(Calls.openAi(server.port()).build()).join();

    // Then
    assertThat(reply.answer().output().asText()).isEqualTo("42");
    assertThat(reply.attempts()).hasSize(2);
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.TRANSIENT);
    assertThat(reply.attempts().get(0).outcomeUnknown()).isTrue();
  }

  @Test
  void shouldSaySoWhenNobodyListens() {
    // Given: a port that was free a moment ago
    RawServer server = new RawServer(rig.vertx(), (n, socket) -> {});
    int deadPort = freePort();

    // When
    ModelReply reply = rig.start(Calls.openAi(deadPort).attempts(2).build()).join();

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROVIDER_UNREACHABLE);
    assertThat(reply.failure().message()).contains("acme");
    assertThat(reply.attempts()).hasSize(2).allMatch(a -> !a.outcomeUnknown());
    assertThat(server.requests()).isZero();
  }

  @Test
  void shouldNeverSendTheHintAndSendTheCredentialInItsHeaderOnly() {
    // Given
    RawServer server =
        new RawServer(
            rig.vertx(), (n, socket) -> respond(socket, 200, ScriptedKind.completion("42")));

    // When
    rig.start(
            Calls.openAi(server.port())
                .hint(JsonText.json("\"the expected value\""))
                .headers(Map.of("X-Team", "red", "Content-Length", "3"))
                .credential(new ProviderRef.Credential("KEY", null))
                .params("{\"temperature\":0.5,\"model\":\"other\",\"top_k\":3,\"seed\":null}")
                .build())
        .join();

    // Then
    String request = server.lastRequest();
    assertThat(request).startsWith("POST /v1/chat/completions HTTP/1.1\r\n");
    assertThat(request).contains("authorization: Bearer top-secret-value").contains("x-team: red");
    assertThat(request).doesNotContain("the expected value");
    String body = request.substring(request.indexOf("\r\n\r\n") + 4);
    assertThat(JsonText.json(body))
        .isEqualTo(
            JsonText.json(
                "{\"model\":\"gpt-test\",\"messages\":[{\"role\":\"system\",\"content\":\"Be"
                    + " brief.\"},{\"role\":\"user\",\"content\":\"What is 6 times 7? (0)\"}],"
                    + "\"temperature\":0.5,\"top_k\":3}"));
  }

  @Test
  void shouldReuseConnections() {
    // Given
    RawServer server =
        new RawServer(
            rig.vertx(), (n, socket) -> respond(socket, 200, ScriptedKind.completion("42")));

    // When
    rig.start(Calls.openAi(server.port()).build()).join();

    // Then
    assertThat(server.open()).isEqualTo(1);
  }

  private int freePort() {
    return rig.vertx()
        .createNetServer()
        .connectHandler(s -> {})
        .listen(0, "127.0.0.1")
        .compose(s -> s.close().map(s.actualPort()))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static void respond(NetSocket socket, int status, String body) {
    socket.write(
        "HTTP/1.1 "
            + status
            + " X\r\ncontent-type: application/json\r\ncontent-length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }
}
