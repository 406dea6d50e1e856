package dev.assay.link.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be called and what may not, by its form and by its address. */
class EgressRulesTest {
  private static final EgressRules STRICT = EgressRules.of(null);

  @Test
  void shouldLookAtTheFormAloneWhereNoUserNamesTheAddress() {
    EgressRules unbound = EgressRules.unbound();
    for (String url :
        new String[] {"http://169.254.169.254/", "http://10.0.0.1/", "https://a.b/"}) {
      assertThatCode(() -> unbound.check(URI.create(url))).doesNotThrowAnyException();
    }
    for (String url : new String[] {"ftp://10.0.0.1/", "http://who@10.0.0.1/", "http://127.1/"}) {
      assertThatThrownBy(() -> unbound.check(URI.create(url)))
          .isInstanceOf(EgressRefusedException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, loopback",
    "127.255.255.254, loopback",
    "0.0.0.0, unspecified",
    "0.1.2.3, unspecified",
    "10.0.0.1, private",
    "172.16.0.1, private",
    "172.31.255.255, private",
    "192.168.1.1, private",
    "100.64.0.1, carrier-grade NAT",
    "100.127.255.255, carrier-grade NAT",
    "169.254.1.1, link-local",
    "169.254.169.254, cloud metadata",
    "169.254.170.2, cloud metadata",
    "100.100.100.200, cloud metadata",
    "168.63.129.16, cloud metadata",
    "192.0.0.1, reserved",
    "192.0.2.1, documentation",
    "198.51.100.7, documentation",
    "203.0.113.9, documentation",
    "198.18.0.1, benchmarking",
    "198.19.255.255, benchmarking",
    "192.88.99.1, reserved",
    "224.0.0.1, multicast",
    "239.255.255.250, multicast",
    "240.0.0.1, reserved",
    "255.255.255.255, broadcast",
    "[::], unspecified",
    "[::1], loopback",
    "[0:0:0:0:0:0:0:1], loopback",
    "[::ffff:127.0.0.1], v4-mapped",
    "[::ffff:7f00:1], v4-mapped",
    "[::ffff:8.8.8.8], v4-mapped",
    "[::ffff:169.254.169.254], cloud metadata",
    "[::127.0.0.1], IPv4-compatible",
    "[::169.254.169.254], cloud metadata",
    "[::ffff:0:127.0.0.1], v4-mapped",
    "[64:ff9b::127.0.0.1], loopback",
    "[64:ff9b::10.0.0.1], private",
    "[64:ff9b::a9fe:a9fe], cloud metadata",
    "[64:ff9b:1::1], NAT64 of a local network",
    "[2002:7f00:1::], 6to4",
    "[2002:a9fe:a9fe::1], cloud metadata",
    "[2001:0:4136:e378:8000:63bf:3fff:fdd2], reserved",
    "[fe80::1], link-local",
    "[febf::1], link-local",
    "[fec0::1], site-local",
    "[fc00::1], unique-local",
    "[fd12:3456::1], unique-local",
    "[fd00:ec2::254], cloud metadata",
    "[ff02::1], multicast",
    "[2001:db8::1], documentation",
    "[3fff::1], documentation",
    "[2001:2::1], benchmarking",
    "[100::1], discarded",
    "[4000::1], not global",
    "2130706433, unusual form",
    "017700000001, unusual form",
    "0x7f000001, unusual form",
    "0X7F.1, unusual form",
    "127.1, unusual form",
    "127.0.1, unusual form",
    "0177.0.0.1, unusual form",
    "127.0.0.01, unusual form",
    "127.0.0.1., unusual form",
    "0, unusual form",
    "134744072, unusual form",
    "256.1.1.1, unusual form",
    "1.2.3.4.5, unusual form",
    "999999999999999999999999, unusual form",
    "evil.0x7f, unusual form",
    "[fe80::1%25eth0], zone id",
    "metadata.google.internal, cloud metadata",
    "Metadata.Google.Internal., cloud metadata",
    "user@example.com, user info",
    "user:secret@example.com, user info",
    "example.com@127.0.0.1, user info",
    "example.com:0, port",
    "example.com:65536, port",
    "a..example.com, bad host",
    "-a.example.com, bad host",
    "127.0.0.1:8080, loopback",
    "[::1]:8080, loopback",
  })
  void shouldRefuseByTheRule(String authority, String rule) {
    // When
    EgressRefusedException refused =
        catchThrowableOfType(
            EgressRefusedException.class,
            () -> STRICT.check(URI.create("http://" + authority + "/v1")));

    // Then
    assertThat(refused).as(authority).isNotNull();
    assertThat(refused.rule()).isEqualTo(rule);
    assertThat(refused.getMessage()).endsWith(".").doesNotContain("secret@", "user:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.openai.com/v1",
        "http://8.8.8.8",
        "https://1.1.1.1:8443/x?y=z",
        "http://[2606:4700:4700::1111]/",
        "http://[64:ff9b::8.8.8.8]/",
        "http://xn--bcher-kva.example:8080",
        "http://my_service:8080/v1",
        "http://172.32.0.1",
        "http://100.128.0.1",
        "HTTPS://EXAMPLE.COM.",
      })
  void shouldAcceptThePublicInternet(String url) {
    // When / Then
    assertThatCode(() -> STRICT.check(URI.create(url))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.com", "file:///etc/passwd", "gopher://example.com", "//x"})
  void shouldRefuseOtherSchemes(String url) {
    // When / Then
    assertThatThrownBy(() -> STRICT.check(URI.create(url)))
        .isInstanceOf(EgressRefusedException.class)
        .hasMessageContaining("http");
  }

  @Test
  void shouldRefuseAnAddressWithoutAHost() {
    // When / Then
    assertThatThrownBy(() -> STRICT.check(URI.create("http:/v1")))
        .isInstanceOf(EgressRefusedException.class)
        .hasMessageContaining("no host");
  }

  @Test
  void shouldNameHostRuleAndWhatAnOperatorCanDo() {
    // When / Then
    assertThatThrownBy(() -> STRICT.check(URI.create("http://10.1.2.3:8080/v1")))
        .hasMessageContaining("10.1.2.3")
        .hasMessageContaining("private")
        .hasMessageContaining("ASSAY_EGRESS_ALLOW");
    assertThatThrownBy(() -> STRICT.check(URI.create("http://2130706433")))
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void shouldAdmitWhatAnOperatorAllowsAndNothingElse() {
    // Given
    EgressRules rules = EgressRules.of(" 127.0.0.0/8 , ::1/128,10.1.0.0/16, ::ffff:10.0.0.0/104 ");

    // When / Then
    for (String host : List.of("127.0.0.1", "[::1]", "10.1.255.1", "[::ffff:10.2.2.2]")) {
      assertThatCode(() -> rules.check(URI.create("http://" + host))).doesNotThrowAnyException();
    }
    for (String host : List.of("10.2.0.1", "[::ffff:127.0.0.1]", "[::2]", "192.168.0.1", "127.1")) {
      assertThatThrownBy(() -> rules.check(URI.create("http://" + host)))
          .as(host)
          .isInstanceOf(EgressRefusedException.class);
    }
  }

  @Test
  void shouldNeverAdmitMetadata() {
    // Given
    EgressRules all = EgressRules.of("0.0.0.0/0,::/0");

    // When / Then
    for (String host :
        List.of(
            "169.254.169.254",
            "100.100.100.200",
            "[fd00:ec2::254]",
            "[::ffff:169.254.169.254]",
            "[64:ff9b::169.254.169.254]")) {
      assertThatThrownBy(() -> all.check(URI.create("http://" + host)))
          .as(host)
          .hasMessageContaining("never");
    }
    assertThatCode(() -> all.check(URI.create("http://192.168.0.1"))).doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseANameWhenOneOfItsAddressesIsRefused() throws UnknownHostException {
    // Given
    EgressTarget target = STRICT.check(URI.create("https://Api.Example.com"));
    InetAddress good = InetAddress.getByName("93.184.216.34");
    InetAddress bad = InetAddress.getByName("10.9.8.7");

    // When / Then
    assertThat(target.host()).isEqualTo("api.example.com");
    assertThat(target.literal()).isEmpty();
    assertThatCode(() -> STRICT.check(target, List.of(good))).doesNotThrowAnyException();
    assertThatThrownBy(() -> STRICT.check(target, List.of(good, bad)))
        .hasMessageContaining("api.example.com")
        .hasMessageContaining("private")
        .hasMessageNotContaining("10.9.8.7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0/8", "::/129", "loopback", "10.0.0.0/8/8", "/8"})
  void shouldSayWhichBlockCannotBeRead(String block) {
    // When / Then
    assertThatThrownBy(() -> EgressRules.of("127.0.0.0/8," + block))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ASSAY_EGRESS_ALLOW")
        .hasMessageContaining(block);
  }

  @Test
  void shouldWriteAddressesAsTheyAreUsuallyWritten() throws UnknownHostException {
    // When / Then
    assertThat(IpText.parse("0:0:0:0:0:0:0:1")).hasToString("::1");
    assertThat(IpText.parse("2001:db8:0:0:1:0:0:1")).hasToString("2001:db8::1:0:0:1");
    assertThat(IpText.parse("::ffff:1.2.3.4").address())
        .isEqualTo(InetAddress.getByName("1.2.3.4"));
    assertThat(Ip.of(InetAddress.getByName("fe80::1"))).isEqualTo(IpText.parse("fe80::1"));
  }
}
