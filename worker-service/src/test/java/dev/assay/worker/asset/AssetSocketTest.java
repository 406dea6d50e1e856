package dev.assay.worker.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.worker.testing.Flood;
import dev.assay.worker.testing.RawServer;
import dev.assay.worker.wire.WireFault;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What run-service sees of its connections while an asset is fetched. */
@QuarkusTest
class AssetSocketTest {
  private static final AssetLink LINK =
      new AssetLink("74f81fe167d99b4cb41d6d0ccda82278caee9f3e2f25d5e5a3936ff3dcec60d0", "");

  @Inject Vertx vertx;

  private RawServer server(Consumer<NetSocket> answer) {
    return new RawServer(vertx, (n, socket) -> answer.accept(socket));
  }

  /** Without the guard, so that an attempt ends by itself or not at all. */
  private AssetReader reader(String url, long limitMs) {
    return new AssetReader(
        QuarkusRestClientBuilder.newBuilder()
            .baseUri(URI.create(url))
            .build(RunServiceAssets.class),
        vertx,
        Optional.of(URI.create(url)),
        limitMs);
  }

  /** With a limit that nothing but a fault reaches. */
  private WireFault fault(String url) {
    return fault(url, 60_000);
  }

  private WireFault fault(String url, long limitMs) {
    WireFault[] fault = new WireFault[1];
    assertThatThrownBy(
            () -> reader(url, limitMs).fetch(LINK, 1_000).await().atMost(Duration.ofMinutes(4)))
        .isInstanceOfSatisfying(AssetFaultException.class, e -> fault[0] = e.fault(LINK));
    return fault[0];
  }

  private static String at(RawServer server) {
    return "http://127.0.0.1:" + server.port();
  }

  private static String head(String status) {
    return "HTTP/1.1 "
        + status
        + "\r\ncontent-type: image/png\r\ntransfer-encoding: chunked\r\n\r\n";
  }

  @Test
  void shouldHangUpOnABodyThatNeverEnds() {
    // Given
    RawServer server = server(socket -> Flood.over(socket, head("200 OK")));

    // When / Then
    assertThat(fault(at(server)).message()).endsWith("is larger than 1000 bytes");
    await().atMost(Duration.ofMinutes(4)).until(() -> server.open() == 0);
  }

  @Test
  void shouldHangUpOnAnErrorWhoseBodyNeverEnds() {
    // Given
    RawServer server = server(socket -> Flood.over(socket, head("500 No")));

    // When / Then
    assertThat(fault(at(server)).message()).endsWith("was answered with the status 500.");
    await().atMost(Duration.ofMinutes(4)).until(() -> server.open() == 0);
  }

  @Test
  void shouldHangUpOnABodyThatOnlyDrips() {
    // Given
    RawServer server =
        server(
            socket -> {
              socket.write(head("200 OK"));
              vertx.setPeriodic(50, drop -> socket.write("1\r\nx\r\n"));
            });

    // When / Then
    assertThat(fault(at(server), 500).message()).endsWith("did not come in time.");
    await().atMost(Duration.ofMinutes(4)).until(() -> server.open() == 0);
  }

  @Test
  void shouldNoticeABodyThatIsCut() {
    // Given
    RawServer server =
        server(
            socket -> {
              socket.write(head("200 OK") + "5\r\nabcde\r\n");
              socket.close();
            });

    // When / Then
    assertThat(fault(at(server)).kind()).isEqualTo(WireFault.Kind.PREPARATION);
  }

  @Test
  void shouldSayWhenNobodyListens() {
    assertThat(fault("http://127.0.0.1:1"))
        .satisfies(
            fault -> {
              assertThat(fault.kind()).isEqualTo(WireFault.Kind.PREPARATION);
              assertThat(fault.message()).contains("could not be fetched from run-service");
            });
    assertThat(fault("http://nobody.invalid").kind()).isEqualTo(WireFault.Kind.PREPARATION);
  }

  @Test
  void shouldNeverAskCloudMetadata() {
    assertThat(fault("http://169.254.169.254").kind()).isEqualTo(WireFault.Kind.EGRESS);
  }
}
