package dev.assay.worker.kind;

import static dev.assay.worker.testing.WireAssert.assertRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.Usage;
import dev.assay.common.status.OutcomeClass;
import dev.assay.common.testing.JsonText;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages, against recordings of the public interface. */
class AnthropicContractTest {
  private static final Wire WIRE = new Wire();

  @AfterAll
  static void close() {
    WIRE.close();
  }

  private static Calls call() {
    return WIRE.call("anthropic", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/v1"})
  void shouldSendAConversationWithToolsAndImages(String basePath) {
    // When
    WIRE.answer(
        WIRE.call("anthropic", basePath)
            .messages(Wire.text("common/tools.messages.json"))
            .params(Wire.text("common/tools.params.json")),
        "anthropic/text.json");

    // Then
    assertRequest(WIRE.request())
        .to("/v1/messages")
        .header("x-api-key", Wire.SECRET)
        .header("authorization", null)
        .header("anthropic-version", "2023-06-01")
        .body("anthropic/tools.request.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic/structured.json", "anthropic/structured.sse"})
  void shouldGetStructuredOutputThroughATool(String recording) {
    // When
    Answer answer =
        WIRE.answer(call().params(Wire.text("common/structured.params.json")).stream(), recording);

    // Then
    assertRequest(WIRE.request()).body("anthropic/structured-tool.request.json");
    assertThat(JsonText.json(answer.output().asText()))
        .isEqualTo(JsonText.json("{\"answer\": 42}"));
    assertThat(answer.toolCalls()).isNull();
    assertThat(answer.finishReason()).isEqualTo("stop");
  }

  @Test
  void shouldGetStructuredOutputByTheModelsOwnMeansWhenToldSo() {
    // When
    WIRE.answer(
        call()
            .options("{\"structured_output\": \"native\"}")
            .params(Wire.text("common/structured.params.json")),
        "anthropic/text.json");

    // Then
    assertRequest(WIRE.request()).body("anthropic/structured-native.request.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic/text.json", "anthropic/text.sse"})
  void shouldReadTextAndCountTheCacheAsInput(String recording) {
    // When
    Answer answer = WIRE.answer(call(), recording);

    // Then
    assertThat(answer.output().asText()).isEqualTo("Zwölf €");
    assertThat(answer.finishReason()).isEqualTo("stop");
    assertThat(answer.usage()).isEqualTo(new Usage(1145, 1000, 30, 0, 100L));
    assertThat(answer.model()).isEqualTo("claude-test-5");
    assertThat(answer.requestId()).isEqualTo("msg_013Zva");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic/tools.json", "anthropic/tools.sse"})
  void shouldReadToolCallsBesideText(String recording) {
    // When
    Answer answer = WIRE.answer(call(), recording);

    // Then
    assertThat(answer.output().asText()).isEqualTo("I look.");
    assertThat(answer.finishReason()).isEqualTo("tool_calls");
    assertThat(answer.toolCalls())
        .isEqualTo(
            JsonText.json(
                """
                [{"id": "toolu_1", "name": "weather", "arguments": {"city": "Bern"}},
                 {"id": "toolu_2", "name": "weather", "arguments": {"city": "Basel"}}]\
                """));
  }

  @Test
  void shouldTellARefusalFromACutAnswer() {
    // When
    ModelReply refusal = WIRE.reply(call(), 200, "anthropic/refusal.json");
    Answer cut = WIRE.answer(call(), "anthropic/length.json");

    // Then
    assertThat(refusal.attempts().get(0).outcome()).isEqualTo(OutcomeClass.CONTENT_FILTER);
    assertThat(cut.finishReason()).isEqualTo("length");
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error, INVALID",
    "401, authentication_error, AUTH",
    "402, billing_error, QUOTA",
    "403, permission_error, AUTH",
    "404, not_found_error, INVALID",
    "413, request_too_large, INVALID",
    "429, rate_limit_error, RATE_LIMITED",
    "500, api_error, TRANSIENT",
    "529, overloaded_error, OVERLOADED",
    "200, overloaded_error, OVERLOADED"
  })
  void shouldKnowErrors(int status, String type, OutcomeClass outcome) {
    // When
    Attempt attempt =
        WIRE.reply(call(), status, "anthropic/error-" + type + ".json").attempts().get(0);

    // Then
    assertThat(attempt.outcome()).isEqualTo(outcome);
  }

  @Test
  void shouldKnowAnOverloadInsideAStreamThoughItHasNoStatus() {
    // When
    Attempt attempt =
        WIRE.reply(call().stream(), 200, "anthropic/overloaded.sse").attempts().get(0);

    // Then
    assertThat(attempt.outcome()).isEqualTo(OutcomeClass.OVERLOADED);
    assertThat(attempt.httpStatus()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"seed\": 1} | has no parameter seed",
        "{\"logprobs\": true} | has no parameter logprobs",
        "{\"frequency_penalty\": 1} | has no parameter frequency_penalty",
        "{\"tool_choice\": \"any\"} | does not know this tool_choice",
        "{\"response_format\": {\"type\": \"xml\"}} | does not know this response_format",
        "{\"response_format\": {\"type\": \"json_object\"}, \"tools\": [{\"type\":\"x\"}]}"
            + " | cannot have tools and response_format"
      })
  void shouldRefuseWhatItCannotDoAndSayWhatToChange(String params, String sentence) {
    // When
    ModelReply reply = WIRE.reply(call().params(params), 200, "anthropic/text.json");

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROVIDER_REFUSED_REQUEST);
    assertThat(reply.failure().message()).contains("acme", "anthropic", sentence);
    assertThat(WIRE.requests()).isZero();
  }

  @Test
  void shouldRefuseEmbeddingsLateSystemMessagesAndStrangeParts() {
    assertThat(WIRE.reply(call().embeddings("one"), 200, "anthropic/text.json").failure().message())
        .contains("makes no embeddings");
    assertThat(
            WIRE.reply(
                    call()
                        .messages(
                            "[{\"role\":\"user\",\"content\":\"a\"},"
                                + "{\"role\":\"system\",\"content\":\"b\"}]"),
                    200,
                    "anthropic/text.json")
                .failure()
                .message())
        .contains("system messages at the start only");
    assertThat(
            WIRE.reply(
                    call()
                        .messages("[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\"}]}]"),
                    200,
                    "anthropic/text.json")
                .failure()
                .message())
        .contains("input_audio");
  }
}
