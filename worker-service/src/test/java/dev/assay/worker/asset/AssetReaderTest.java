package dev.assay.worker.asset;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.assay.worker.testing.RunServiceStub;
import dev.assay.worker.wire.WireFault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers of run-service are asked for again. */
@QuarkusTest
@QuarkusTestResource(value = RunServiceStub.class, restrictToAnnotatedClass = true)
class AssetReaderTest {
  private static final byte[] IMAGE = {1, 2, 3, 4, 5};
  private static final AssetLink LINK =
      new AssetLink(
          "74f81fe167d99b4cb41d6d0ccda82278caee9f3e2f25d5e5a3936ff3dcec60d0",
          "workspace=w%2Bx&expires=9&signature=s");
  private static final String DATA_URL = "data:image/png;base64,AQIDBAU=";

  private final WireMockServer runService = RunServiceStub.server();
  @Inject AssetReader reader;

  @BeforeEach
  void reset() {
    runService.resetAll();
  }

  /** Answers these one after the other; the last one stays. */
  private void answers(ResponseDefinitionBuilder... responses) {
    for (int n = 0; n < responses.length; n++) {
      runService.stubFor(
          get(anyUrl())
              .inScenario("answers")
              .whenScenarioStateIs(state(n))
              .willSetStateTo(state(Math.min(n + 1, responses.length - 1)))
              .willReturn(responses[n]));
    }
  }

  private static String state(int n) {
    return n == 0 ? Scenario.STARTED : "answer " + n;
  }

  private static ResponseDefinitionBuilder image() {
    return aResponse().withHeader("content-type", "image/png").withBody(IMAGE);
  }

  private String fetch(long maxBytes) {
    return reader.fetch(LINK, maxBytes).await().atMost(Duration.ofMinutes(4));
  }

  private List<LoggedRequest> requests() {
    return runService.findAll(getRequestedFor(anyUrl()));
  }

  private void assertRefused(WireFault.Kind kind, String words) {
    assertThatThrownBy(() -> fetch(1_000))
        .isInstanceOfSatisfying(
            AssetFaultException.class,
            e -> {
              assertThat(e.fault(LINK).kind()).isEqualTo(kind);
              assertThat(e.fault(LINK).message()).contains(LINK.sha256(), words);
            });
  }

  @Test
  void shouldSendThePermissionAsItCame() {
    // Given
    answers(image());

    // When / Then
    assertThat(fetch(IMAGE.length)).isEqualTo(DATA_URL);
    assertThat(requests())
        .extracting(LoggedRequest::getUrl)
        .containsExactly("/v1/assets/" + LINK.sha256() + "/content?" + LINK.query());
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void shouldAskAgainWhenRunServiceIsInTrouble(int status) {
    // Given
    answers(aResponse().withStatus(status), aResponse().withStatus(status), image());

    // When / Then
    assertThat(fetch(1_000)).isEqualTo(DATA_URL);
    assertThat(requests()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK"})
  void shouldAskAgainWhenTheConnectionBreaks(Fault fault) {
    // Given
    answers(aResponse().withFault(fault), image());

    // When / Then
    assertThat(fetch(1_000)).isEqualTo(DATA_URL);
    assertThat(requests()).hasSize(2);
  }

  @Test
  void shouldGiveUpAfterThreeTimes() {
    // Given
    answers(aResponse().withStatus(503));

    // When / Then
    assertRefused(WireFault.Kind.PREPARATION, "was answered with the status 503");
    assertThat(requests()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 410, 422, 429})
  void shouldNeverAskAgainWhatWasRefused(int status) {
    // Given
    answers(aResponse().withStatus(status), image());

    // When / Then
    boolean missing = status == 404;
    assertRefused(
        missing ? WireFault.Kind.REQUEST : WireFault.Kind.PREPARATION,
        missing ? "the permission to fetch it has expired" : "the status " + status);
    assertThat(requests()).hasSize(1);
  }

  @Test
  void shouldNotFollowARedirect() {
    // Given
    answers(
        aResponse()
            .withStatus(302)
            .withHeader("location", "http://user:pw@127.0.0.1:" + runService.port() + "/admin"),
        image());

    // When / Then
    assertRefused(WireFault.Kind.REDIRECT, "it answered 302, a redirect to the host 127.0.0.1");
    assertThat(requests()).hasSize(1);
  }

  @Test
  void shouldNotWaitForAnAnswerThatHangs() {
    // Given
    answers(image().withFixedDelay(60_000));

    // When / Then: the guard, not the socket's own timeout
    assertThatThrownBy(() -> fetch(1_000)).isInstanceOf(TimeoutException.class);
    assertThat(requests()).hasSize(1);
  }

  @Test
  void shouldGiveALaterAttemptOnlyWhatIsLeft() {
    // Given
    answers(aResponse().withStatus(503).withFixedDelay(4_000), image().withFixedDelay(60_000));

    // When / Then: the limit of all attempts, not the guard of the second one, which has longer
    assertRefused(WireFault.Kind.PREPARATION, "did not come in time");
    assertThat(requests()).hasSize(2);
  }

  @Test
  void shouldRefuseWhatIsLargerThanMayBe() {
    // Given
    answers(image());

    // When / Then
    assertThatThrownBy(() -> fetch(IMAGE.length - 1))
        .isInstanceOf(AssetFaultException.class)
        .hasMessage("is larger than 4 bytes");
    assertThat(requests()).hasSize(1);
  }

  @Test
  void shouldRefuseOtherBytesThanTheHashSays() {
    // Given
    answers(image().withBody(new byte[] {9}), image());

    // When / Then
    assertRefused(WireFault.Kind.PREPARATION, "other bytes than its SHA-256 says");
    assertThat(requests()).hasSize(1);
  }

  @Test
  void shouldTakeAnAssetWithoutAType() {
    // Given
    answers(aResponse().withBody(IMAGE));

    // When / Then
    assertThat(fetch(1_000)).isEqualTo("data:application/octet-stream;base64,AQIDBAU=");
  }
}
