package dev.assay.worker.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.link.egress.EgressRules;
import dev.assay.worker.testing.RawServer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.VertxInternal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request that is called off before its connection stands. */
class AbortTest {
  private final Vertx vertx = Vertx.vertx();
  private final Context context = ((VertxInternal) vertx).createEventLoopContext();
  private final HttpTransport transport =
      new HttpTransport(vertx, context, 10, EgressRules.of("127.0.0.0/8"), host -> null);
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private WireListener listener(String name, CompletableFuture<Void> end) {
    return new WireListener() {
      @Override
      public void sent() {
        heard.add(name + " sent");
      }

      @Override
      public void head(int status, HeaderLookup headers) {
        heard.add(name + " head");
      }

      @Override
      public void chunk(Buffer piece) {
        // Not looked at.
      }

      @Override
      public void end() {
        end.complete(null);
      }

      @Override
      public void fault(WireFault fault) {
        heard.add(name + " " + fault.kind());
        end.complete(null);
      }
    };
  }

  @Test
  void shouldSendNothingWhenItIsCalledOffWhileConnecting() {
    // Given
    RawServer server =
        new RawServer(
            vertx, (n, socket) -> socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"));
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/v1");
    CompletableFuture<Void> first = new CompletableFuture<>();
    CompletableFuture<Void> second = new CompletableFuture<>();

    // When it is called off in the turn of the event loop that begins to connect
    context.runOnContext(
        v ->
            transport
                .send(
                    new WireRequest("POST", uri, Map.of("x-call", "first"), Buffer.buffer("{}")),
                    5_000,
                    listener("first", first))
                .abort());
    await().atMost(Duration.ofMinutes(4)).until(() -> server.connections() > 0);

    // Then the next one is the first that is sent
    context.runOnContext(
        v ->
            transport.send(
                new WireRequest("POST", uri, Map.of("x-call", "second"), Buffer.buffer("{}")),
                5_000,
                listener("second", second)));
    second.orTimeout(240, TimeUnit.SECONDS).join();
    assertThat(server.requests()).isEqualTo(1);
    assertThat(server.lastRequest()).contains("x-call: second");
    assertThat(heard).containsExactly("second sent", "second head");
    assertThat(first).isNotDone();
  }
}
