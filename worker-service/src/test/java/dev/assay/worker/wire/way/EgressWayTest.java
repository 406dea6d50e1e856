package dev.assay.worker.wire.way;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.link.egress.EgressRules;
import dev.assay.link.egress.EgressTarget;
import dev.assay.link.egress.Ip;
import io.vertx.core.net.ProxyOptions;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator may say of the way out, and what it means. */
class EgressWayTest {
  private static final EgressRules ALL = EgressRules.of("0.0.0.0/0,::/0");

  private static EgressTarget target(String host) {
    return ALL.check(URI.create("https://" + host + "/"));
  }

  private static boolean past(String setting, String host, String... addresses) {
    EgressWay way =
        EgressWay.of(Map.of(EgressWay.PROXY, "http://p:1", EgressWay.NO_PROXY, setting)::get);
    List<Ip> checked = Arrays.stream(addresses).map(EgressWayTest::ip).toList();
    return way.proxy(target(host), checked).isEmpty();
  }

  private static Ip ip(String text) {
    try {
      return Ip.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void shouldReadTheProxy() {
    // When
    ProxyOptions options =
        EgressWay.of(Map.of(EgressWay.PROXY, "http://a%40b:c%3Ad@[fd00::1]:8080/")::get)
            .proxy(target("example.com"), List.of())
            .orElseThrow();

    // Then
    assertThat(options.getHost()).isEqualTo("fd00::1");
    assertThat(options.getPort()).isEqualTo(8080);
    assertThat(options.getUsername()).isEqualTo("a@b");
    assertThat(options.getPassword()).isEqualTo("c:d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy:3128",
        "https://proxy:3128",
        "socks5://proxy:1080",
        "http://",
        "http://who:secret-word@",
        "http://only-a-user@proxy:3128",
        "http://proxy:3128/path",
        "http://who:secret-word@proxy:port",
        "http://who:secret word@proxy:3128",
      })
  void shouldRefuseOtherFormsWithoutRepeatingThem(String text) {
    assertThatThrownBy(() -> EgressWay.of(Map.of(EgressWay.PROXY, text)::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(EgressWay.PROXY)
        .satisfies(e -> assertThat(e.toString()).doesNotContain("secret", "only-a-user"))
        .hasNoCause();
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, example.com, true",
    "example.com, EXAMPLE.com., true",
    "example.com, a.example.com, false",
    ".example.com, a.example.com, true",
    "*.example.com, a.b.example.com, true",
    ".example.com, example.com, false",
    ".example.com, badexample.com, false",
    "*, example.com, true",
    "'a.test  b.test,example.com', example.com, true",
  })
  void shouldKnowNames(String setting, String host, boolean expected) {
    assertThat(past(setting, host, "93.184.216.34")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, gateway.test, 10.2.3.4, true",
    "10.0.0.0/8, 10.2.3.4, 10.2.3.4, true",
    "10.2.3.4, gateway.test, 10.2.3.4, true",
    "10.0.0.0/8, gateway.test, 93.184.216.34, false",
    "fd00::/8, gateway.test, fd00::5, true",
    "'', 127.0.0.1, 127.0.0.1, true",
    "'', '[::1]', ::1, true",
    "'', gateway.test, 127.0.0.1, true",
  })
  void shouldKnowAddresses(String setting, String host, String address, boolean expected) {
    assertThat(past(setting, host, address)).isEqualTo(expected);
  }

  @Test
  void shouldCallPastTheProxyOnlyWhereAllAddressesOfANameAreNear() {
    assertThat(past("10.0.0.0/8", "gateway.test", "10.0.0.1", "93.184.216.34")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/99", "host:443", "https://host", "-"})
  void shouldKeepAWorkerWithAListItCannotReadFromStarting(String entry) {
    assertThatThrownBy(() -> EgressWay.of(Map.of(EgressWay.NO_PROXY, entry)::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(EgressWay.NO_PROXY);
  }
}
