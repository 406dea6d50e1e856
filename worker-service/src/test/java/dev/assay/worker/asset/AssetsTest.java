package dev.assay.worker.asset;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.assay.common.testing.JsonText.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.call.BreakerSettings;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.LoopRig;
import dev.assay.worker.testing.RunServiceStub;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Images by reference, between a run-service and a provider. */
@QuarkusTest
@QuarkusTestResource(value = RunServiceStub.class, restrictToAnnotatedClass = true)
class AssetsTest {
  private static final byte[] IMAGE = {1, 2, 3, 4, 5};
  private static final String SHA256 =
      "74f81fe167d99b4cb41d6d0ccda82278caee9f3e2f25d5e5a3936ff3dcec60d0";

  @Inject AssetReader reader;
  private final WireMockServer far = RunServiceStub.server();
  private LoopRig rig;

  @BeforeEach
  void start() {
    far.resetAll();
    rig = new LoopRig(BreakerSettings.DEFAULT, reader);
    far.stubFor(
        post(urlPathEqualTo("/v1/chat/completions"))
            .willReturn(
                okJson(
                    "{\"choices\":[{\"message\":{\"content\":\"a cat\"},"
                        + "\"finish_reason\":\"stop\"}]}")));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void serves(ResponseDefinitionBuilder response) {
    far.stubFor(get(urlPathEqualTo("/v1/assets/" + SHA256 + "/content")).willReturn(response));
  }

  private static ResponseDefinitionBuilder image() {
    return aResponse().withHeader("content-type", "image/png").withBody(IMAGE);
  }

  private Calls asking(String url) {
    return Calls.openAi(far.port())
        .attempts(1)
        .messages(
            new ChatMessage(
                "user",
                json(
                    "[{\"type\":\"text\",\"text\":\"What?\"},{\"type\":\"image_url\",\"image_url\":"
                        + "{\"url\":\""
                        + url
                        + "\",\"detail\":\"low\"}}]")));
  }

  private JsonNode sent(String part, String mediaType) {
    serves(image().withHeader("content-type", mediaType));
    String whole = part.replace("ASSET", "asset:" + SHA256 + "?workspace=w&expires=9&signature=s");
    ModelReply reply =
        rig.start(
                Calls.openAi(far.port())
                    .attempts(1)
                    .messages(new ChatMessage("user", json("[" + whole + "]")))
                    .build())
            .join();
    assertThat(reply.answer()).as(reply.toString()).isNotNull();
    return json(far.findAll(postRequestedFor(urlPathEqualTo("/v1/chat/completions")))
            .get(0)
            .getBodyAsString())
        .at("/messages/0/content/0");
  }

  @Test
  void shouldPutADocumentInItsPlace() {
    assertThat(
            sent(
                "{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\",\"file_data\":\"ASSET\"}}",
                "application/pdf"))
        .isEqualTo(
            json(
                "{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\","
                    + "\"file_data\":\"data:application/pdf;base64,AQIDBAU=\"}}"));
  }

  @Test
  void shouldPutSoundInItsPlaceAndSayWhatItIs() {
    assertThat(
            sent("{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"ASSET\"}}", "audio/mpeg"))
        .isEqualTo(
            json(
                "{\"type\":\"input_audio\",\"input_audio\":"
                    + "{\"data\":\"AQIDBAU=\",\"format\":\"mp3\"}}"));
  }

  private Calls asking() {
    return asking("asset:" + SHA256 + "?workspace=w&expires=9&signature=s");
  }

  private int fetched() {
    return far.findAll(getRequestedFor(urlPathEqualTo("/v1/assets/" + SHA256 + "/content"))).size();
  }

  @Test
  void shouldFetchAnImageOnceForCallsAtTheSameTimeAndLater() {
    // Given
    serves(image().withFixedDelay(100));

    // When
    List<CompletableFuture<ModelReply>> replies =
        IntStream.range(0, 20).mapToObj(n -> rig.start(asking().n(n).build())).toList();
    replies.forEach(
        reply -> assertThat(reply.join().answer().output().asText()).isEqualTo("a cat"));
    ModelReply later = rig.start(asking().n(99).build()).join();

    // Then
    assertThat(later.answer()).isNotNull();
    assertThat(fetched()).isEqualTo(1);
    var asked = far.findAll(postRequestedFor(urlPathEqualTo("/v1/chat/completions")));
    assertThat(asked).hasSize(21);
    assertThat(asked)
        .allSatisfy(
            request ->
                assertThat(json(request.getBodyAsString()).at("/messages/0/content/1/image_url"))
                    .isEqualTo(
                        json("{\"url\":\"data:image/png;base64,AQIDBAU=\",\"detail\":\"low\"}")));
    assertThat(
            far.findAll(getRequestedFor(urlPathEqualTo("/v1/assets/" + SHA256 + "/content")))
                .get(0)
                .getUrl())
        .endsWith("?workspace=w&expires=9&signature=s");
  }

  @Test
  void shouldNotUseOtherBytesThanTheHashSays() {
    // Given
    serves(image().withBody(new byte[] {9}));

    // When
    ModelReply reply = rig.start(asking().build()).join();

    // Then
    assertThat(reply.failure().message()).contains("other bytes than its SHA-256 says");
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.TRANSIENT);
    assertThat(far.findAll(postRequestedFor(urlPathEqualTo("/v1/chat/completions")))).isEmpty();
  }

  @Test
  void shouldTryAgainWhenRunServiceIsAwayForAMoment() {
    // Given
    serves(aResponse().withStatus(503));
    assertThat(rig.start(asking().build()).join().attempts().get(0).outcome())
        .isEqualTo(OutcomeClass.TRANSIENT);

    // When
    serves(image());

    // Then
    assertThat(rig.start(asking().build()).join().answer()).isNotNull();
  }

  @Test
  void shouldFailAtOnceWhenTheAssetIsNotThereOrTooLarge() {
    // Given
    serves(aResponse().withStatus(404));
    ModelReply missing = rig.start(asking().build()).join();
    serves(image().withBody(new byte[1_000_001]));
    ModelReply large = rig.start(asking().build()).join();

    // Then
    assertThat(missing.attempts().get(0).outcome()).isEqualTo(OutcomeClass.INVALID);
    assertThat(missing.failure().message()).contains(SHA256).contains("is not there");
    assertThat(large.attempts().get(0).outcome()).isEqualTo(OutcomeClass.INVALID);
    assertThat(large.failure().message()).contains("larger than 1000000 bytes");
  }

  @Test
  void shouldSayWhenItWasNotToldWhereRunServiceIs() {
    // Given
    try (LoopRig lost = new LoopRig(BreakerSettings.DEFAULT)) {
      // When / Then
      assertThat(lost.start(asking().build()).join().failure().message()).contains("assay.run.url");
    }
  }

  @Test
  void shouldLeaveOtherUrlsAsTheyAre() {
    // When
    ModelReply reply = rig.start(asking("https://example.com/a.png").build()).join();

    // Then
    assertThat(reply.answer()).isNotNull();
    assertThat(
            far.findAll(postRequestedFor(urlPathEqualTo("/v1/chat/completions")))
                .get(0)
                .getBodyAsString())
        .contains("https://example.com/a.png");
  }
}
