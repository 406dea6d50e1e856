package dev.assay.worker.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.link.egress.EgressRules;
import dev.assay.worker.testing.ChangingHosts;
import dev.assay.worker.testing.RawServer;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * What keeps provider calls on a transport of our own (docs/adr/0019). Each test shows something
 * that a call needs and the REST client does not do; one that fails is good news, and the reason to
 * open that decision again.
 */
@QuarkusTest
class RestClientCannotCarryProviderCallsTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

  @Inject Vertx vertx;
  @Inject ChangingHosts hosts;

  /** A provider, as the REST client would speak to it. */
  @Path("/")
  public interface Provider {
    /** An answer that arrives piece by piece. */
    @GET
    Multi<byte[]> stream();

    /** An answer that is read whole. */
    @GET
    Uni<String> whole();

    /** The same, asked of an address under the name of its host. */
    @GET
    Uni<String> under(@HeaderParam("Host") String host);
  }

  private static Provider provider(String url, int connections) {
    return QuarkusRestClientBuilder.newBuilder()
        .baseUri(URI.create(url))
        .property("io.quarkus.rest.client.connection-pool-size", connections)
        .build(Provider.class);
  }

  private RawServer server(BiConsumer<Integer, NetSocket> answer) {
    return new RawServer(vertx, answer);
  }

  private static String at(RawServer server) {
    return "http://127.0.0.1:" + server.port();
  }

  /**
   * A call that passes takes as long as it takes for what was set off before it to have happened.
   */
  private void letAnotherCallPass() {
    RawServer other = server((n, socket) -> socket.write(OK));
    assertThat(provider(at(other), 1).whole().await().atMost(LONG)).isEqualTo("ok");
  }

  @Test
  void shouldNotCloseTheSocketOfAStreamThatIsCancelledBeforeItsFirstByte() {
    // Given a model that thinks
    AtomicReference<NetSocket> thinking = new AtomicReference<>();
    RawServer server = server((n, socket) -> thinking.set(socket));
    Cancellable stream = provider(at(server), 1).stream().subscribe().with(piece -> {});
    await().atMost(Duration.ofMinutes(4)).until(() -> thinking.get() != null);

    // When
    stream.cancel();
    letAnotherCallPass();

    // Then it goes on thinking, at our cost, until it says something
    assertThat(server.open()).isEqualTo(1);
    thinking.get().write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nx");
    await().atMost(Duration.ofMinutes(4)).until(() -> server.open() == 0);
  }

  @Test
  void shouldStillSendAStreamThatWasCancelledWhileItWaitedForAConnection() {
    // Given one connection, which is taken
    AtomicReference<NetSocket> first = new AtomicReference<>();
    RawServer server =
        server(
            (n, socket) -> {
              if (n == 1) {
                first.set(socket);
              } else {
                socket.write(OK);
              }
            });
    Provider provider = provider(at(server), 1);
    CompletableFuture<String> running = provider.whole().subscribeAsCompletionStage();
    await().atMost(Duration.ofMinutes(4)).until(() -> first.get() != null);

    // When a call that waits for it is cancelled
    provider.stream().subscribe().with(piece -> {}).cancel();
    letAnotherCallPass();
    assertThat(server.connections()).isEqualTo(1);
    assertThat(server.requests()).isEqualTo(1);
    first.get().write(OK);
    running.join();

    // Then it is made all the same
    await().atMost(Duration.ofMinutes(4)).until(() -> server.requests() == 2);
  }

  @Test
  void shouldLoseTheConnectionThatACancelledCallWaitedFor() {
    // Given one connection, which is taken
    AtomicReference<NetSocket> first = new AtomicReference<>();
    RawServer server =
        server(
            (n, socket) -> {
              if (n == 1) {
                first.set(socket);
              } else {
                socket.write(OK);
              }
            });
    Provider provider = provider(at(server), 1);
    CompletableFuture<String> running = provider.whole().subscribeAsCompletionStage();
    await().atMost(Duration.ofMinutes(4)).until(() -> first.get() != null);

    // When a call that waits for it is cancelled
    provider.whole().subscribe().with(answer -> {}).cancel();
    first.get().write(OK);
    running.join();

    // Then it is not given back: the next call is not sent until that connection dies
    CompletableFuture<String> next = provider.whole().subscribeAsCompletionStage();
    letAnotherCallPass();
    assertThat(server.requests()).isEqualTo(1);
    first.get().close();
    assertThat(next.join()).isEqualTo("ok");
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void shouldNotUseTheConnectionOfAStreamAgain() {
    // Given
    RawServer server = server((n, socket) -> socket.write(OK));
    Provider provider = provider(at(server), 1);

    // When
    for (int n = 0; n < 3; n++) {
      assertThat(provider.stream().collect().asList().await().atMost(LONG)).hasSize(1);
    }

    // Then every answer costs a connection, and with TLS a handshake
    assertThat(server.connections()).isEqualTo(3);
  }

  @Test
  void shouldHoldTheBodyOfAnErrorWholeWhateverTheReaderOfTheStreamTakes() {
    // Given an error of 4 MB
    Buffer body = Buffer.buffer(new byte[4 << 20]);
    RawServer server =
        server(
            (n, socket) -> {
              socket.write("HTTP/1.1 429 No\r\ncontent-length: " + body.length() + "\r\n\r\n");
              socket.write(body);
            });

    // When one byte of a stream is all that is wanted
    Uni<byte[]> little = provider(at(server), 1).stream().toUni();

    // Then all of it is there
    assertThatThrownBy(() -> little.await().atMost(LONG))
        .isInstanceOfSatisfying(
            WebApplicationException.class,
            e -> assertThat(e.getResponse().readEntity(byte[].class)).hasSize(body.length()));
  }

  @Test
  void shouldLookANameUpAgainAfterItWasChecked() throws Exception {
    // Given a server outside, and on the same port one inside
    RawServer outside = server((n, socket) -> socket.write(OK));
    CountDownLatch inside = new CountDownLatch(1);
    vertx
        .createNetServer()
        .connectHandler(socket -> inside.countDown())
        .listen(outside.port(), "127.0.0.2")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    EgressRules rules = EgressRules.of("127.0.0.1/32");
    String url = "http://rebind.test:" + outside.port();

    // When the name is good while it is checked, and bad when it is used
    hosts.set("rebind.test", "127.0.0.1");
    List<InetAddress> checked =
        new VertxNames(vertx).all("rebind.test").toCompletionStage().toCompletableFuture().join();
    rules.check(rules.check(URI.create(url)), checked);
    hosts.set("rebind.test", "127.0.0.2");
    Cancellable call = provider(url, 1).whole().subscribe().with(answer -> {}, failure -> {});

    // Then it leads inside
    assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(outside.connections()).isZero();
    call.cancel();
  }

  @Test
  void shouldNotGreetUnderTheNameWhenTheAddressIsAsked() {
    // Given the one way to say which address: in the URL, with the name as a header
    CompletableFuture<String> hello = new CompletableFuture<>();
    NetServer tls =
        vertx
            .createNetServer()
            .connectHandler(
                socket ->
                    socket.handler(
                        bytes -> {
                          hello.complete(bytes.toString(StandardCharsets.ISO_8859_1));
                          socket.close();
                        }))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    Provider provider = provider("https://127.0.0.1:" + tls.actualPort(), 1);

    // When
    assertThatThrownBy(() -> provider.under("pinned.test").await().atMost(LONG))
        .isInstanceOf(Exception.class);

    // Then TLS knows nothing of the name
    assertThat(hello.join()).doesNotContain("pinned.test");
  }
}
