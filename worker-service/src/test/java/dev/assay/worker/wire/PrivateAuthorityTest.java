package dev.assay.worker.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.link.egress.EgressRules;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Certificates that no public authority signed: trusted when the operator's trust store says so.
 */
class PrivateAuthorityTest {
  private static final String STORE = "javax.net.ssl.trustStore";
  private static final String SECRET = "changeit";
  private static final String PASSWORD = "javax.net.ssl.trustStorePassword";

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    System.clearProperty(STORE);
    System.clearProperty(PASSWORD);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** What a new worker hears of a server under this address: its status, or what went wrong. */
  private String ask(int port) {
    Context context = ((VertxInternal) vertx).createEventLoopContext();
    HttpTransport transport =
        new HttpTransport(
            vertx,
            context,
            10,
            EgressRules.of("127.0.0.0/8"),
            host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())));
    CompletableFuture<String> heard = new CompletableFuture<>();
    context.runOnContext(
        v ->
            transport.send(
                new WireRequest(
                    "POST",
                    URI.create("https://localhost:" + port + "/v1"),
                    Map.of(),
                    Buffer.buffer("{}")),
                30_000,
                new WireListener() {
                  @Override
                  public void sent() {
                    // Not looked at.
                  }

                  @Override
                  public void head(int status, HeaderLookup headers) {
                    heard.complete("status " + status);
                  }

                  @Override
                  public void chunk(Buffer piece) {
                    // Not looked at.
                  }

                  @Override
                  public void end() {
                    // Not looked at.
                  }

                  @Override
                  public void fault(WireFault fault) {
                    heard.complete("fault " + fault.kind());
                  }
                }));
    return heard.orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** A key pair with a certificate that it signed itself, by the tool that every JDK has. */
  private static Path keys(Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("keys.p12");
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "private",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                SECRET,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tool.waitFor()).as(said).isZero();
    return file;
  }

  @Test
  void shouldBeTrustedWhenTheTrustStoreOfTheProcessHoldsThem(@TempDir Path folder)
      throws IOException, InterruptedException {
    // Given
    Path keys = keys(folder);
    int port =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PfxOptions().setPath(keys.toString()).setPassword(SECRET)))
            .requestHandler(request -> request.response().end("{}"))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();

    // When, then
    assertThat(ask(port)).isEqualTo("fault CONNECT");

    // When, then
    System.setProperty(STORE, keys.toString());
    System.setProperty(PASSWORD, SECRET);
    assertThat(ask(port)).isEqualTo("status 200");
  }
}
