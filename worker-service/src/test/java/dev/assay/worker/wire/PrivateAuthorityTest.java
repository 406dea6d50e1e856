package dev.assay.worker.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.testing.SelfSigned;
import dev.assay.worker.testing.Asking;
import dev.assay.worker.testing.FakeNames;
import dev.assay.worker.testing.Shown;
import dev.assay.worker.wire.way.EgressWay;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that no public authority signed: trusted when the operator says so. */
class PrivateAuthorityTest {
  private static final String STORE = "javax.net.ssl.trustStore";
  private static final String PASSWORD = "javax.net.ssl.trustStorePassword";

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private SelfSigned keys;
  private String url;

  @BeforeEach
  void serve() {
    keys = SelfSigned.of("localhost", folder);
    url = "https://localhost:" + server(keys);
  }

  @AfterEach
  void close() {
    System.clearProperty(STORE);
    System.clearProperty(PASSWORD);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private int server(SelfSigned shows) {
    return vertx
        .createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(Shown.of(shows)))
        .requestHandler(request -> request.response().end("{}"))
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  /** What a new worker hears of an address: its status, or what went wrong. */
  private String ask(String address, Map<String, String> environment) {
    FakeNames names = new FakeNames().set("localhost", "127.0.0.1").set("other.test", "127.0.0.1");
    return new Asking(vertx, "127.0.0.0/8", names, environment).of(address);
  }

  @Test
  void shouldBeTrustedWhenTheTrustStoreOfTheProcessHoldsThem() {
    // When, then
    assertThat(ask(url, Map.of())).startsWith("fault CONNECT");

    // When, then
    System.setProperty(STORE, keys.store().toString());
    System.setProperty(PASSWORD, SelfSigned.SECRET);
    assertThat(ask(url, Map.of())).isEqualTo("status 200");
  }

  @Test
  void shouldBeTrustedWhenTheBundleOfTheOperatorHoldsThem() {
    // When, then
    assertThat(ask(url, Map.of(EgressWay.CA_FILE, keys.pem().toString()))).isEqualTo("status 200");
  }

  @Test
  void shouldBeTrustedBesideThoseOfTheProcess() {
    // Given a bundle with another authority
    SelfSigned other = SelfSigned.of("other.test", folder);
    Map<String, String> environment = Map.of(EgressWay.CA_FILE, other.pem().toString());
    assertThat(ask(url, environment)).startsWith("fault CONNECT");

    // When, then
    System.setProperty(STORE, keys.store().toString());
    System.setProperty(PASSWORD, SelfSigned.SECRET);
    assertThat(ask(url, environment)).isEqualTo("status 200");
    assertThat(ask("https://other.test:" + server(other), environment)).isEqualTo("status 200");
  }

  @Test
  void shouldNotBeTrustedUnderAnotherName() {
    // When
    String heard =
        ask(
            url.replace("localhost", "other.test"),
            Map.of(EgressWay.CA_FILE, keys.pem().toString()));

    // Then
    assertThat(heard).startsWith("fault CONNECT");
  }

  @Test
  void shouldKeepAWorkerWithoutItsBundleFromStarting() throws IOException {
    // Given
    Path empty = Files.writeString(folder.resolve("empty.pem"), "\n");
    Path none = Files.writeString(folder.resolve("none.pem"), "not a certificate");

    // When, then
    for (Path file : new Path[] {empty, none, folder.resolve("absent.pem")}) {
      assertThatThrownBy(() -> EgressWay.of(Map.of(EgressWay.CA_FILE, file.toString())::get))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(EgressWay.CA_FILE)
          .hasMessageContaining(file.toString());
    }
  }
}
