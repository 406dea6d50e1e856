package dev.assay.worker.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.testing.SelfSigned;
import dev.assay.worker.testing.Asking;
import dev.assay.worker.testing.FakeNames;
import dev.assay.worker.testing.ProxyServer;
import dev.assay.worker.testing.Shown;
import dev.assay.worker.wire.way.EgressWay;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a proxy of the operator's is asked for, and what it never hears of. */
class ProxyTest {
  private static final String PUBLIC = "93.184.216.34";
  private static final Vertx VERTX = Vertx.vertx();
  private static final List<String> GREETED = new CopyOnWriteArrayList<>();

  @TempDir private static Path folder;
  private static SelfSigned keys;
  private static int far;
  private final FakeNames names =
      new FakeNames().set("provider.test", PUBLIC).set("inside.test", "10.1.2.3");

  @BeforeAll
  static void serve() {
    keys = SelfSigned.of("provider.test", folder);
    far =
        VERTX
            .createHttpServer(
                new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(Shown.of(keys)))
            .requestHandler(
                request -> {
                  GREETED.add(request.connection().indicatedServerName());
                  request.response().end("{}");
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
  }

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  private static ProxyServer proxy() {
    return new ProxyServer(VERTX, far, null);
  }

  private Asking asking(ProxyServer proxy, String... more) {
    return asking("http://127.0.0.1:" + proxy.port(), null, more);
  }

  private Asking asking(String proxy, String allow, String... more) {
    Map<String, String> environment = new HashMap<>();
    environment.put(EgressWay.PROXY, proxy);
    environment.put(EgressWay.CA_FILE, keys.pem().toString());
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return new Asking(VERTX, allow, names, environment);
  }

  @Test
  void shouldBeAskedForTheCheckedAddressWhileTheNameStaysTheProviders() {
    // Given
    ProxyServer proxy = proxy();
    Asking asking = asking(proxy);
    GREETED.clear();

    // When
    String heard = asking.of("https://provider.test/v1");
    String again = asking.of("https://provider.test/v1");

    // Then one tunnel serves both
    assertThat(heard).isEqualTo("status 200");
    assertThat(again).isEqualTo("status 200");
    assertThat(proxy.asked()).containsExactly("CONNECT " + PUBLIC + ":443");
    assertThat(GREETED).containsExactly("provider.test", "provider.test");
  }

  @Test
  void shouldBeGivenUserAndPassword() {
    // Given
    String right =
        "Basic "
            + Base64.getEncoder().encodeToString("me:p@ss w+rd".getBytes(StandardCharsets.UTF_8));
    ProxyServer proxy = new ProxyServer(VERTX, far, right);

    // When, then
    assertThat(
            asking("http://me:p%40ss%20w+rd@127.0.0.1:" + proxy.port(), null)
                .of("https://provider.test/v1"))
        .isEqualTo("status 200");

    // When, then
    String refused =
        asking("http://me:wrong-one@127.0.0.1:" + proxy.port(), null)
            .of("https://provider.test/v1");
    assertThat(refused).startsWith("fault CONNECT").contains("407").doesNotContain("wrong-one");
    String plain =
        asking(
                "http://me:wrong-one@127.0.0.1:" + proxy.port(),
                null,
                EgressWay.PROXY_NAMES,
                "provider.test")
            .of("http://provider.test/v1");
    assertThat(plain).startsWith("fault CONNECT").contains("407").doesNotContain("wrong-one");
  }

  @ParameterizedTest
  @CsvSource({
    "https://inside.test/v1, private",
    "https://10.1.2.3/v1, private",
    "https://169.254.169.254/latest, metadata",
    "https://metadata.google.internal/, metadata",
    "http://provider.test/v1, ASSAY_EGRESS_PROXY_NAMES",
  })
  void shouldHearNothingOfWhatMayNotBeCalled(String url, String why) {
    // Given
    ProxyServer proxy = proxy();

    // When
    String heard = asking(proxy).of(url);

    // Then
    assertThat(heard).startsWith("fault EGRESS").contains(why);
    assertThat(proxy.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://169.254.169.254/latest", "https://metadata.google.internal/"})
  void shouldNeverBeAskedForMetadata(String url) {
    // Given an operator who lets the proxy look up everything
    ProxyServer proxy = proxy();

    // When
    String heard =
        asking("http://127.0.0.1:" + proxy.port(), "0.0.0.0/0", EgressWay.PROXY_NAMES, "*").of(url);

    // Then
    assertThat(heard).startsWith("fault EGRESS").contains("metadata");
    assertThat(proxy.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"provider.test", ".test", "*.test", "*", "a.example, PROVIDER.test"})
  void shouldLookUpItselfWhatTheOperatorNames(String named) {
    // Given
    ProxyServer proxy = proxy();

    // When
    String heard = asking(proxy, EgressWay.PROXY_NAMES, named).of("https://provider.test/v1");

    // Then
    assertThat(heard).isEqualTo("status 200");
    assertThat(proxy.asked()).containsExactly("CONNECT provider.test:443");
    assertThat(names.lookups()).isZero();
  }

  @Test
  void shouldBeToldThePlainAddressOfWhatTheOperatorNames() {
    // Given
    ProxyServer proxy = proxy();

    // When
    String heard =
        asking(proxy, EgressWay.PROXY_NAMES, "provider.test")
            .of("http://provider.test:8080/v1?a=b");

    // Then
    assertThat(heard).isEqualTo("status 200");
    assertThat(proxy.asked()).containsExactly("POST http://provider.test:8080/v1?a=b");
  }

  @Test
  void shouldBeToldAnAddressThatTheUrlHoldsInPlainHttp() {
    // Given
    ProxyServer proxy = proxy();

    // When
    String heard = asking(proxy).of("http://" + PUBLIC + ":8080/v1");

    // Then
    assertThat(heard).isEqualTo("status 200");
    assertThat(proxy.asked()).containsExactly("POST http://" + PUBLIC + ":8080/v1");
  }

  @Test
  void shouldSayHowToReachANameThatOnlyTheProxyKnows() {
    assertThat(asking(proxy()).of("https://elsewhere.test/v1"))
        .startsWith("fault CONNECT")
        .contains("elsewhere.test")
        .contains(EgressWay.PROXY_NAMES);
  }

  @Test
  void shouldNotBeAskedForThisMachine() {
    // Given
    ProxyServer proxy = proxy();
    names.set("provider.test", "127.0.0.1");

    // When
    String heard =
        asking("http://127.0.0.1:" + proxy.port(), "127.0.0.0/8")
            .of("https://provider.test:" + far + "/v1");

    // Then
    assertThat(heard).isEqualTo("status 200");
    assertThat(proxy.asked()).isEmpty();
  }

  @Test
  void shouldSayWhatItAnswers() {
    // Given a proxy that leads nowhere
    ProxyServer proxy = new ProxyServer(VERTX, 1, null);

    // When, then
    assertThat(asking(proxy).of("https://provider.test/v1"))
        .isEqualTo("fault CONNECT: the proxy of the operator answered 502");
    assertThat(asking("http://127.0.0.1:1", null).of("https://provider.test/v1"))
        .startsWith("fault CONNECT: the connection was not made through the proxy")
        .doesNotContain(PUBLIC);
  }
}
