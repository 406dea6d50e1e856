package dev.assay.worker.kind;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.testing.JsonText;
import dev.assay.worker.call.BreakerSettings;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.FakeNames;
import dev.assay.worker.testing.LoopRig;
import dev.assay.worker.testing.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers that speak chat completions and refuse some of it, at the addresses that the
 * documentation names: they answer 422 to fields that they do not know, as their vendors do.
 */
class CompatibleServersTest {
  private static final String MISTRAL = "http://api.mistral.ai:%d/v1";
  private static final String COHERE = "http://api.cohere.ai:%d/compatibility/v1";

  private final WireMockServer server =
      new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
  private final LoopRig rig =
      new LoopRig(
          BreakerSettings.DEFAULT,
          "127.0.0.0/8",
          new FakeNames().set("api.mistral.ai", "127.0.0.1").set("api.cohere.ai", "127.0.0.1"));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void close() {
    rig.close();
    server.stop();
  }

  private Calls at(String address) {
    return Calls.simulated()
        .kind("openai")
        .baseUrl(String.format(address, server.port()))
        .credential(new ProviderRef.Credential("KEY", null))
        .attempts(1)
        .hint(null);
  }

  /** Answers with a recording, and to what the vendor refuses as the vendor does. */
  private Answer answer(Calls call, String recording, String... refused) {
    server.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withHeader("content-type", Wire.contentType(recording))
                    .withBody(Wire.bytes(recording))));
    for (String field : refused) {
      server.stubFor(
          any(anyUrl())
              .withRequestBody(matchingJsonPath("$." + field))
              .willReturn(
                  aResponse()
                      .withStatus(422)
                      .withHeader("content-type", "application/json")
                      .withBody(Wire.bytes("mistral/error-field.json"))));
    }
    ModelReply reply = rig.start(call.build()).orTimeout(240, TimeUnit.SECONDS).join();
    assertThat(reply.answer()).as(reply.toString()).isNotNull();
    return reply.answer();
  }

  private LoggedRequest request() {
    List<LoggedRequest> all = server.findAll(anyRequestedFor(anyUrl()));
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private List<String> fields() {
    JsonNode body = JsonText.json(request().getBodyAsString());
    List<String> names = new ArrayList<>();
    body.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @ParameterizedTest
  @CsvSource({"false, mistral/text.json", "true, mistral/thinking.sse"})
  void shouldSendMistralNothingThatItRefuses(boolean stream, String recording) {
    // When
    Calls call =
        at(MISTRAL).params("{\"temperature\":0,\"max_tokens\":64,\"seed\":7,\"stop\":[\"END\"]}");
    Answer answer = answer(stream ? call.stream() : call, recording, "stream_options", "seed");

    // Then
    assertThat(answer.output().asText()).isEqualTo("42");
    assertThat(answer.finishReason()).isEqualTo("stop");
    assertThat(answer.usage().input()).isEqualTo(16);
    assertThat(answer.reasoning()).isEqualTo(stream ? "Six times seven." : null);
    assertThat(request().getUrl()).isEqualTo("/v1/chat/completions");
    assertThat(request().getHeader("authorization")).isEqualTo("Bearer " + Wire.SECRET);
    assertThat(fields())
        .contains("model", "messages", "temperature", "max_tokens", "random_seed", "stop")
        .hasSize(stream ? 7 : 6);
  }

  @Test
  void shouldGetEmbeddingsOfMistral() {
    // When
    Answer answer = answer(at(MISTRAL).embeddings("cat"), "mistral/embeddings.json");

    // Then
    assertThat(answer.output().path(0).path(1).asDouble()).isEqualTo(0.2);
    assertThat(request().getUrl()).isEqualTo("/v1/embeddings");
  }

  @ParameterizedTest
  @CsvSource({"false, cohere/text.json", "true, cohere/text.sse"})
  void shouldSendCohereNothingThatItRefuses(boolean stream, String recording) {
    // When
    Calls call = at(COHERE).params("{\"temperature\":0,\"max_tokens\":64,\"seed\":7}");
    Answer answer = answer(stream ? call.stream() : call, recording, "stream_options");

    // Then
    assertThat(answer.output().asText()).isEqualTo("42");
    assertThat(answer.usage().input()).isEqualTo(9);
    assertThat(answer.usage().output()).isEqualTo(2);
    assertThat(request().getUrl()).isEqualTo("/compatibility/v1/chat/completions");
    assertThat(request().getHeader("authorization")).isEqualTo("Bearer " + Wire.SECRET);
    assertThat(fields()).contains("seed", "max_tokens");
  }

  @Test
  void shouldBelieveAProviderWhoSaysOtherwise() {
    // When
    answer(at(COHERE).options("{\"stream_usage\":true}").stream(), "cohere/text.sse");

    // Then
    assertThat(fields()).contains("stream_options");
  }
}
