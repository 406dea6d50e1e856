package dev.assay.worker.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.call.BreakerSettings;
import dev.assay.worker.call.CancelSignal;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.FakeNames;
import dev.assay.worker.testing.LoopRig;
import dev.assay.worker.testing.RawServer;
import dev.assay.worker.testing.ScriptedKind;
import io.vertx.core.Promise;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the far end sees of calls that may not be made: nothing, not even a connection. */
class EgressTest {
  private final FakeNames names = new FakeNames();
  private LoopRig rig;

  @AfterEach
  void close() {
    if (rig != null) {
      rig.close();
    }
  }

  private RawServer server(String allow) {
    rig = new LoopRig(BreakerSettings.DEFAULT, allow, names);
    return new RawServer(rig.vertx(), (n, socket) -> answer(socket));
  }

  private static void answer(NetSocket socket) {
    String body = ScriptedKind.completion("42");
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
  }

  private ModelReply call(String authority, int port) {
    String url = "http://" + authority + ":" + port + "/v1";
    return rig.start(Calls.openAi(port).baseUrl(url).build()).join();
  }

  private static void assertRefused(ModelReply reply, RawServer server) {
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.EGRESS_REFUSED);
    assertThat(reply.failure().message()).startsWith("Provider acme: ").endsWith(".");
    assertThat(reply.attempts()).hasSize(1);
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.INVALID);
    assertThat(reply.attempts().get(0).outcomeUnknown()).isFalse();
    assertThat(server.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "2130706433",
        "017700000001",
        "0177.0.0.1",
        "0x7f000001",
        "0x7f.1",
        "127.1",
        "user@127.0.0.1",
        "user:password@127.0.0.1",
        "api.openai.com@127.0.0.1",
        "0.0.0.0",
        "inside.test",
        "mixed.test",
      })
  void shouldSendNothingToOurselves(String authority) {
    // Given
    RawServer server = server(null);
    names.set("inside.test", "127.0.0.1").set("mixed.test", "93.184.216.34", "127.0.0.1");

    // When / Then
    assertRefused(call(authority, server.port()), server);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"169.254.169.254", "[fd00:ec2::254]", "[::ffff:169.254.169.254]", "cloud.test"})
  void shouldNeverCallMetadata(String authority) {
    // Given an operator who admits everything
    RawServer server = server("0.0.0.0/0,::/0");
    names.set("cloud.test", "169.254.169.254");

    // When
    ModelReply reply = call(authority, server.port());

    // Then
    assertRefused(reply, server);
    assertThat(reply.failure().message()).contains("metadata");
  }

  @Test
  void shouldConnectToTheCheckedAddressUnderTheOriginalName() {
    // Given a name that nobody but us knows
    RawServer server = server("127.0.0.1/32");
    names.set("pinned.test", "127.0.0.1");

    // When
    ModelReply reply = call("pinned.test", server.port());

    // Then
    assertThat(reply.answer().output().asText()).isEqualTo("42");
    assertThat(server.lastRequest()).containsIgnoringCase("host: pinned.test:" + server.port());
    assertThat(names.lookups()).isEqualTo(1);
  }

  @Test
  void shouldGreetUnderTheOriginalNameInTls() {
    // Given
    server("127.0.0.1/32");
    names.set("pinned.test", "127.0.0.1");
    CompletableFuture<String> hello = new CompletableFuture<>();
    NetServer tls =
        rig.vertx()
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

    // When
    String url = "https://pinned.test:" + tls.actualPort();
    rig.start(Calls.openAi(tls.actualPort()).baseUrl(url).attempts(1).build()).join();

    // Then: the server name of the greeting
    assertThat(hello.join()).contains("pinned.test");
  }

  @Test
  void shouldCheckEveryRequestAlsoWhenAConnectionIsOpen() {
    // Given a name that was good once, and whose connection is still open
    RawServer server = server("127.0.0.1/32");
    names.set("rebind.test", "127.0.0.1");
    assertThat(call("rebind.test", server.port()).answer()).isNotNull();
    assertThat(server.open()).isEqualTo(1);

    // When it resolves elsewhere
    names.set("rebind.test", "127.0.0.2");
    ModelReply reply = call("rebind.test", server.port());

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.EGRESS_REFUSED);
    assertThat(server.requests()).isEqualTo(1);
    assertThat(names.lookups()).isEqualTo(2);

    // When it is good again
    names.set("rebind.test", "127.0.0.1");

    // Then the connection serves again
    assertThat(call("rebind.test", server.port()).answer()).isNotNull();
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void shouldNotLookUpAgainBetweenCheckAndUse() {
    // Given a name that is good when it is looked up first and bad ever after
    RawServer server = server("127.0.0.1/32");
    names.set("rebind.test", "127.0.0.1").then("rebind.test", "10.0.0.1");

    // When
    ModelReply first = call("rebind.test", server.port());
    ModelReply second = call("rebind.test", server.port());

    // Then the first went where it was checked, the second nowhere
    assertThat(first.answer()).isNotNull();
    assertThat(second.failure().code()).isEqualTo(ErrorCode.EGRESS_REFUSED);
    assertThat(server.requests()).isEqualTo(1);
  }

  @Test
  void shouldNotFollowARedirect() {
    // Given
    RawServer inside = server("127.0.0.0/8");
    RawServer outside =
        new RawServer(
            rig.vertx(),
            (n, socket) ->
                socket.write(
                    "HTTP/1.1 302 Found\r\nlocation: http://user:pw@127.0.0.1:"
                        + inside.port()
                        + "/admin?key=1\r\ncontent-length: 0\r\n\r\n"));

    // When
    ModelReply reply = call("127.0.0.1", outside.port());

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.EGRESS_REFUSED);
    assertThat(reply.failure().message())
        .contains("302", "redirect", "127.0.0.1")
        .doesNotContain("user", "admin");
    assertThat(reply.attempts().get(0).httpStatus()).isEqualTo(302);
    assertThat(reply.attempts().get(0).outcomeUnknown()).isFalse();
    assertThat(inside.connections()).isZero();
    assertThat(outside.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "301, GET",
    "302, GET",
    "303, GET",
    "307, GET",
    "308, GET",
    "301, POST",
    "303, POST",
    "307, POST",
    "308, POST"
  })
  void shouldFollowNoRedirectOfAnyKind(int status, String method) {
    // Given
    RawServer inside = server("127.0.0.0/8");
    RawServer outside =
        new RawServer(
            rig.vertx(),
            (n, socket) ->
                socket.write(
                    "HTTP/1.1 %d X\r\nlocation: http://127.0.0.1:%d/admin\r\ncontent-length: 0\r\n\r\n"
                        .formatted(status, inside.port())));

    // When
    ModelReply reply =
        rig.start(
                Calls.simulated()
                    .kind("http")
                    .baseUrl("http://127.0.0.1:" + outside.port() + "/ask")
                    .options("{\"text\":\"/a\",\"method\":\"" + method + "\"}")
                    .hint(null)
                    .build())
            .join();

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.EGRESS_REFUSED);
    assertThat(inside.connections()).isZero();
    assertThat(outside.requests()).isEqualTo(1);
  }

  @Test
  void shouldNotConnectWhenCancelledDuringTheLookUp() {
    // Given
    RawServer server = server("127.0.0.1/32");
    Promise<List<InetAddress>> slow = names.slow("slow.test");
    CancelSignal cancel = new CancelSignal();
    CompletableFuture<ModelReply> reply =
        rig.start(
            Calls.openAi(1).baseUrl("http://slow.test:" + server.port() + "/v1").build(), cancel);
    await().atMost(Duration.ofMinutes(4)).until(() -> names.lookups() == 1);

    // When
    rig.onLoop(cancel::cancel);
    assertThat(reply.join().failure().code()).isEqualTo(ErrorCode.CANCELLED);
    slow.complete(List.of(InetAddress.getLoopbackAddress()));

    // Then another call has passed, and this one never came
    names.set("other.test", "127.0.0.1");
    assertThat(call("other.test", server.port()).answer()).isNotNull();
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void shouldTryTheNextAddressWhenOneIsUnreachable() {
    // Given: nobody listens at the first
    RawServer server = server("127.0.0.0/8");
    names.set("two.test", "127.0.0.2", "127.0.0.1");

    // When
    ModelReply reply = call("two.test", server.port());

    // Then
    assertThat(reply.answer()).isNotNull();
    assertThat(reply.attempts()).hasSize(2);
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.TRANSIENT);
  }

  @Test
  void shouldSayWhenANameIsNotKnown() {
    // Given
    server(null);

    // When
    ModelReply reply =
        rig.start(Calls.openAi(1).baseUrl("http://nobody.test/v1").attempts(1).build()).join();

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROVIDER_UNREACHABLE);
    assertThat(reply.failure().message()).contains("nobody.test");
  }

  @Test
  void shouldLookUpWithTheResolverOfVertx() {
    // Given
    rig = new LoopRig(BreakerSettings.DEFAULT, "127.0.0.0/8,::1/128", null);
    RawServer server = new RawServer(rig.vertx(), (n, socket) -> answer(socket));

    // When / Then
    assertThat(call("localhost", server.port()).answer()).isNotNull();
  }
}
