package dev.assay.worker.kind.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.worker.kind.UnusableProviderException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that AWS published for its signatures. */
class SigV4Test {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
  private static final SigV4 SUITE =
      new SigV4(new AwsCredentials("AKIDEXAMPLE", SECRET, null), "us-east-1", "service");

  private static String signature(
      SigV4 signer, String method, String uri, Map<String, String> headers, String body) {
    return signer
        .sign(method, URI.create(uri), headers, body.getBytes(StandardCharsets.UTF_8), NOW)
        .get("authorization");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, https://example.amazonaws.com/,"
        + " 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "POST, https://example.amazonaws.com/,"
        + " 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    "GET, https://example.amazonaws.com/?Param2=value2&Param1=value1,"
        + " b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"
  })
  void shouldSignAsTheTestSuiteSays(String method, String uri, String expected) {
    assertThat(signature(SUITE, method, uri, Map.of(), ""))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                + " SignedHeaders=host;x-amz-date, Signature="
                + expected);
  }

  @Test
  void shouldSignABodyAndItsType() {
    assertThat(
            signature(
                SUITE,
                "POST",
                "https://example.amazonaws.com/",
                Map.of("content-type", "application/x-www-form-urlencoded"),
                "Param1=value1"))
        .endsWith(
            "SignedHeaders=content-type;host;x-amz-date, Signature="
                + "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
  }

  @Test
  void shouldSignTheTokenOfTemporaryCredentials() {
    // Given
    SigV4 signer =
        new SigV4(new AwsCredentials("AKIDEXAMPLE", SECRET, "token"), "us-east-1", "service");

    // When
    Map<String, String> headers =
        signer.sign(
            "POST", URI.create("https://example.amazonaws.com/"), Map.of(), new byte[0], NOW);

    // Then
    assertThat(headers).containsEntry("x-amz-security-token", "token");
    assertThat(headers.get("authorization"))
        .contains("SignedHeaders=host;x-amz-date;x-amz-security-token, ");
  }

  @Test
  void shouldMakeTheKeyOfTheDay() {
    // Given
    SigV4 iam = new SigV4(new AwsCredentials("AKIDEXAMPLE", SECRET, null), "us-east-1", "iam");

    // When / Then
    assertThat(HexFormat.of().formatHex(iam.key("20150830")))
        .isEqualTo("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9");
  }

  @Test
  void shouldSignTheListingOfUsers() {
    // Given
    SigV4 iam = new SigV4(new AwsCredentials("AKIDEXAMPLE", SECRET, null), "us-east-1", "iam");

    // When / Then
    assertThat(
            signature(
                iam,
                "GET",
                "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
                Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8"),
                ""))
        .endsWith("Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
  }

  @Test
  void shouldNameThePortOnlyWhenItIsNotTheSchemesOwn() {
    assertThat(SigV4.host(URI.create("https://a.example:443/x"))).isEqualTo("a.example");
    assertThat(SigV4.host(URI.create("http://a.example:8080/x"))).isEqualTo("a.example:8080");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "only-a-key", "a::c", ":b", "a:b:", "a:b:c:d"})
  void shouldRefuseACredentialOfAnotherForm(String secret) {
    assertThatThrownBy(() -> AwsCredentials.parse(secret, "acme"))
        .isInstanceOf(UnusableProviderException.class)
        .hasMessageContaining("ACCESS_KEY_ID:SECRET");
  }
}
