package dev.assay.worker.kind;

import static dev.assay.worker.testing.WireAssert.assertRequest;
import static org.assertj.core.api.Assertions.assertThat;

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

/** Generated content and embeddings, against recordings of the public interface. */
class GeminiContractTest {
  private static final Wire WIRE = new Wire();

  @AfterAll
  static void close() {
    WIRE.close();
  }

  private static Calls call() {
    return WIRE.call("gemini", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/v1beta"})
  void shouldSendAConversationWithToolsAndImages(String basePath) {
    // When
    WIRE.answer(
        WIRE.call("gemini", basePath)
            .messages(Wire.text("common/tools.messages.json"))
            .params(Wire.text("common/tools.params.json")),
        "gemini/text.json");

    // Then
    assertRequest(WIRE.request())
        .to("/v1beta/models/gpt-test:generateContent")
        .header("x-goog-api-key", Wire.SECRET)
        .header("authorization", null)
        .body("gemini/tools.request.json");
  }

  @Test
  void shouldAskForAStreamOfStructuredOutput() {
    // Given
    String params =
        Wire.text("common/structured.params.json")
            .replaceFirst(
                "\\{",
                """
                {"seed": 7, "logprobs": true, "top_logprobs": 2,
                 "thinkingConfig": {"thinkingBudget": 0},
                 "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT",
                                     "threshold": "BLOCK_NONE"}],\
                """);

    // When
    WIRE.answer(call().params(params).stream(), "gemini/text.sse");

    // Then
    assertRequest(WIRE.request())
        .to("/v1beta/models/gpt-test:streamGenerateContent?alt=sse")
        .body("gemini/structured.request.json");
  }

  @Test
  void shouldUseTheOlderFieldForASchemaThatItCanHold() {
    // When
    WIRE.answer(
        call()
            .params(
                """
                {"response_format": {"type": "json_schema", "json_schema": {"schema":
                  {"type": "object", "properties": {"answer": {"type": "integer"}},
                   "required": ["answer"]}}}}\
                """),
        "gemini/text.json");

    // Then
    assertRequest(WIRE.request()).body("gemini/structured-plain.request.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemini/text.json", "gemini/text.sse"})
  void shouldReadTextWithoutThoughtsAndCountThem(String recording) {
    // When
    Answer answer = WIRE.answer(call(), recording);

    // Then
    assertThat(answer.output().asText()).isEqualTo("Zwölf €");
    assertThat(answer.finishReason()).isEqualTo("stop");
    assertThat(answer.usage()).isEqualTo(new Usage(120, 100, 70, 60));
    assertThat(answer.model()).isEqualTo("gemini-test-3");
    assertThat(answer.requestId()).isEqualTo("xJ0eaf");
  }

  @Test
  void shouldReadToolCallsAndGiveTheSealedThoughtsBack() {
    // When
    Answer answer = WIRE.answer(call(), "gemini/tools.json");

    // Then
    assertThat(answer.output()).isNull();
    assertThat(answer.finishReason()).isEqualTo("tool_calls");
    assertThat(answer.toolCalls())
        .isEqualTo(
            JsonText.json(
                """
                [{"id": "call_0", "name": "weather", "arguments": {"city": "Bern"},
                  "thought_signature": "Ci4B"},
                 {"id": "fc7", "name": "weather", "arguments": {"city": "Basel"}}]\
                """));

    // When
    String messages =
        "[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":null,"
            + "\"tool_calls\":"
            + answer.toolCalls()
            + "}]";
    WIRE.answer(call().messages(messages), "gemini/text.json");

    // Then
    assertThat(
            JsonText.json(WIRE.request().getBodyAsString())
                .at("/contents/1/parts/0/thoughtSignature")
                .asText())
        .isEqualTo("Ci4B");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemini/blocked.json", "gemini/safety.json"})
  void shouldTakeABlockForAResult(String recording) {
    // When
    ModelReply reply = WIRE.reply(call(), 200, recording);

    // Then
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.CONTENT_FILTER);
    assertThat(reply.answer().finishReason()).isEqualTo("content_filter");
    assertThat(reply.answer().output()).isNull();
    assertThat(reply.answer().usage().input()).isEqualTo(7);
  }

  @Test
  void shouldRefuseAnImageThatAToolGave() {
    // When
    ModelReply reply =
        WIRE.reply(
            call()
                .messages(
                    """
                    [{"role": "user", "content": "Look."},
                     {"role": "assistant", "content": "",
                      "tool_calls": [{"id": "c1", "name": "shot", "arguments": {}}]},
                     {"role": "tool", "tool_call_id": "c1", "content": [
                       {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA=="}}]}]\
                    """),
            200,
            "gemini/text.json");

    // Then
    assertThat(reply.failure().message()).contains("text only as the result of a tool");
    assertThat(WIRE.requests()).isZero();
  }

  @Test
  void shouldNameOtherWaysToFinish() {
    assertThat(WIRE.answer(call(), "gemini/length.json").finishReason()).isEqualTo("length");
    Attempt malformed = WIRE.reply(call(), 200, "gemini/malformed.json").attempts().get(0);
    assertThat(malformed.outcome()).isEqualTo(OutcomeClass.TRANSIENT);
    assertThat(malformed.error()).contains("MALFORMED_FUNCTION_CALL");
    assertThat(malformed.usage()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "400, gemini/error-key.json, AUTH",
    "400, gemini/error-argument.json, INVALID",
    "403, gemini/error-permission.json, AUTH",
    "429, gemini/error-rate.json, RATE_LIMITED",
    "429, gemini/error-day.json, QUOTA",
    "500, gemini/error-internal.json, TRANSIENT",
    "503, gemini/error-overloaded.json, OVERLOADED",
    "503, gemini/error-array.json, OVERLOADED",
    "200, gemini/overloaded.sse, OVERLOADED"
  })
  void shouldKnowErrors(int status, String recording, OutcomeClass outcome) {
    // When
    Attempt attempt = WIRE.reply(call().stream(), status, recording).attempts().get(0);

    // Then
    assertThat(attempt.outcome()).isEqualTo(outcome);
  }

  @Test
  void shouldWaitAsLongAsTheBodySays() {
    // Given: too long a wait to make it in place
    Calls twice = call().attempts(2);
    String minutes = Wire.text("gemini/error-rate.json").replace("34.5s", "90s");

    // When
    ModelReply reply =
        WIRE.reply(
            twice,
            com.github.tomakehurst.wiremock.client.WireMock.aResponse()
                .withStatus(429)
                .withHeader("content-type", "application/json")
                .withBody(minutes));

    // Then
    assertThat(reply.notBefore()).isAfter(reply.attempts().get(0).startedAt().plusSeconds(85));
  }

  @Test
  void shouldMakeEmbeddingsInOneBatch() {
    // When
    Answer answer =
        WIRE.answer(
            call().model("gemini-embed").embeddings("one", "two").params("{\"dimensions\": 3}"),
            "gemini/embeddings.json");

    // Then
    assertRequest(WIRE.request())
        .to("/v1beta/models/gemini-embed:batchEmbedContents")
        .body("gemini/embeddings.request.json");
    assertThat(answer.output()).isEqualTo(JsonText.json("[[0.1,-0.2,0.3],[0.4,0.5,0.6]]"));
    assertThat(answer.usage()).isNull();
  }

  @Test
  void shouldRefuseAToolsAnswerToNoCall() {
    // When
    ModelReply reply =
        WIRE.reply(
            call().messages("[{\"role\":\"tool\",\"tool_call_id\":\"x\",\"content\":\"1\"}]"),
            200,
            "gemini/text.json");

    // Then
    assertThat(reply.failure().message()).contains("tool_calls id");
    assertThat(WIRE.requests()).isZero();
  }
}
