package dev.assay.worker.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.status.OutcomeClass;
import dev.assay.common.testing.SelfSigned;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.FakeNames;
import dev.assay.worker.testing.LoopRig;
import dev.assay.worker.testing.ProxyServer;
import dev.assay.worker.testing.ScriptedKind;
import dev.assay.worker.testing.Shown;
import dev.assay.worker.wire.way.EgressWay;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls through a proxy, as the loop makes them. */
class ProxiedCallTest {
  private static final String URL = "https://provider.test/v1";

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger asked = new AtomicInteger();
  private final FakeNames names = new FakeNames().set("provider.test", "93.184.216.34");
  private SelfSigned keys;
  private LoopRig rig;

  @AfterEach
  void close() {
    if (rig != null) {
      rig.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private ProxyServer proxy(boolean answering) {
    keys = SelfSigned.of("provider.test", folder);
    int far =
        vertx
            .createHttpServer(
                new HttpServerOptions().setSsl(true).setKeyCertOptions(Shown.of(keys)))
            .requestHandler(request -> serve(request, answering))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    return new ProxyServer(vertx, far, null);
  }

  private void serve(HttpServerRequest request, boolean answering) {
    asked.incrementAndGet();
    if (answering) {
      request
          .response()
          .putHeader("content-type", "application/json")
          .end(ScriptedKind.completion("42"));
    }
  }

  private LoopRig through(int port) {
    rig =
        new LoopRig(
            names,
            Map.of(
                EgressWay.PROXY,
                "http://127.0.0.1:" + port,
                EgressWay.CA_FILE,
                keys.pem().toString()));
    return rig;
  }

  @Test
  void shouldBeAnswered() {
    // Given
    ProxyServer proxy = proxy(true);

    // When
    ModelReply reply = through(proxy.port()).start(Calls.openAi(1).baseUrl(URL).build()).join();

    // Then
    assertThat(reply.answer()).as(reply.toString()).isNotNull();
    assertThat(reply.answer().output().asText()).isEqualTo("42");
    assertThat(proxy.asked()).containsExactly("CONNECT 93.184.216.34:443");
  }

  @Test
  void shouldCloseTheirTunnelWhenTheyAreCancelled() {
    // Given a provider that is silent
    ProxyServer proxy = proxy(false);
    CancelSignal cancel = new CancelSignal();
    CompletableFuture<ModelReply> reply =
        through(proxy.port()).start(Calls.openAi(1).baseUrl(URL).build(), cancel);
    await().atMost(Duration.ofMinutes(4)).until(() -> asked.get() == 1);
    assertThat(proxy.tunnels()).isEqualTo(1);

    // When
    rig.onLoop(cancel::cancel);

    // Then
    assertThat(reply.join().failure().code()).isEqualTo(ErrorCode.CANCELLED);
    await().atMost(Duration.ofMinutes(4)).until(() -> proxy.tunnels() == 0);
  }

  @Test
  void shouldBeTriedAgainWhileTheProxyDoesNotLetThemThrough() {
    // Given a proxy that leads nowhere
    proxy(true);
    ProxyServer closed = new ProxyServer(vertx, 1, null);

    // When
    ModelReply reply =
        through(closed.port()).start(Calls.openAi(1).baseUrl(URL).attempts(2).build()).join();

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROVIDER_UNREACHABLE);
    assertThat(reply.failure().message()).contains("the proxy of the operator answered 502");
    assertThat(reply.attempts())
        .extracting(attempt -> attempt.outcome())
        .containsExactly(OutcomeClass.TRANSIENT, OutcomeClass.TRANSIENT);
    assertThat(reply.attempts().get(1).outcomeUnknown()).isFalse();
  }
}
