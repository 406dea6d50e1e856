package dev.assay.worker.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.status.OutcomeClass;
import dev.assay.common.testing.JsonText;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Anthropic's models at Vertex AI of Google Cloud. */
class VertexContractTest {
  private static final Wire WIRE = new Wire();
  private static final String MODELS =
      "/v1/projects/my-project/locations/europe-west1/publishers/anthropic/models/";

  @AfterAll
  static void close() {
    WIRE.close();
  }

  private static Calls call() {
    return WIRE.call("anthropic", "")
        .model("claude-sonnet@20250514")
        .options("{\"vertex\":{\"project\":\"my-project\",\"region\":\"europe-west1\"}}");
  }

  @ParameterizedTest
  @CsvSource({
    "false, :rawPredict, anthropic/text.json",
    "true, :streamRawPredict, anthropic/text.sse",
  })
  void shouldAskWithTheModelInTheAddressAndTheVersionInTheBody(
      boolean stream, String verb, String recording) {
    // When
    Answer answer = WIRE.answer(stream ? call().stream() : call(), recording);

    // Then
    assertThat(answer.finishReason()).isEqualTo("stop");
    assertThat(WIRE.request().getUrl()).isEqualTo(MODELS + "claude-sonnet@20250514" + verb);
    assertThat(WIRE.request().getHeader("authorization")).isEqualTo("Bearer " + Wire.SECRET);
    assertThat(WIRE.request().getHeader("x-api-key")).isNull();
    assertThat(WIRE.request().getHeader("anthropic-version")).isNull();
    JsonNode body = JsonText.json(WIRE.request().getBodyAsString());
    assertThat(body.path("anthropic_version").asText()).isEqualTo("vertex-2023-10-16");
    assertThat(body.has("model")).isFalse();
    assertThat(body.path("max_tokens").asInt()).isEqualTo(4096);
    assertThat(body.path("stream").asBoolean()).isEqualTo(stream);
  }

  @ParameterizedTest
  @CsvSource({
    "429, vertex/error-quota.json, RATE_LIMITED",
    "403, vertex/error-permission.json, AUTH",
    "529, anthropic/error-overloaded_error.json, OVERLOADED",
  })
  void shouldUnderstandTheErrorsOfBoth(int status, String recording, OutcomeClass outcome) {
    // When
    ModelReply reply = WIRE.reply(call(), status, recording);

    // Then
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(outcome);
  }

  @Test
  void shouldSayWhatIsMissing() {
    // When
    ModelReply reply =
        WIRE.reply(
            call().options("{\"vertex\":{\"project\":\"p\",\"region\":\"../x\"}}"),
            200,
            "anthropic/text.json");

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROVIDER_REFUSED_REQUEST);
    assertThat(reply.failure().message()).contains("vertex", "region");
    assertThat(WIRE.requests()).isZero();
  }
}
