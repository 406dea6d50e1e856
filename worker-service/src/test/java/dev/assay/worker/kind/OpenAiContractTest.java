package dev.assay.worker.kind;

import static dev.assay.worker.testing.WireAssert.assertRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.Usage;
import dev.assay.common.status.OutcomeClass;
import dev.assay.common.testing.JsonText;
import dev.assay.worker.kind.openai.OpenAiKind;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.Wire;
import dev.assay.worker.wire.WireRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chat completions and embeddings, against recordings of the public interface. */
class OpenAiContractTest {
  private static final Wire WIRE = new Wire();

  @AfterAll
  static void close() {
    WIRE.close();
  }

  private static Calls call() {
    return WIRE.call("openai", "/v1");
  }

  @Test
  void shouldSendAConversationWithToolsAndImages() {
    // When
    WIRE.answer(
        call()
            .messages(Wire.text("common/tools.messages.json"))
            .params(Wire.text("common/tools.params.json")),
        "openai/text.json");

    // Then
    assertRequest(WIRE.request())
        .to("/v1/chat/completions")
        .header("authorization", "Bearer " + Wire.SECRET)
        .header("content-type", "application/json")
        .body("openai/tools.request.json");
  }

  @Test
  void shouldAskForAStreamOfStructuredOutputWithSeedAndLogprobs() {
    // Given
    String params =
        Wire.text("common/structured.params.json")
            .replaceFirst("\\{", "{\"seed\": 7, \"logprobs\": true, \"top_logprobs\": 2,");

    // When
    WIRE.answer(call().params(params).stream(), "openai/text.sse");

    // Then
    assertRequest(WIRE.request()).body("openai/structured.request.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai/text.json", "openai/text.sse"})
  void shouldReadTextUsageLogprobsAndNames(String recording) {
    // When
    Answer answer = WIRE.answer(call(), recording);

    // Then
    assertThat(answer.output().asText()).startsWith("Zwölf €");
    assertThat(answer.finishReason()).isEqualTo("stop");
    assertThat(answer.usage()).isEqualTo(new Usage(1117, 1024, 46, 32));
    assertThat(answer.logprobs().path("content")).hasSize(1);
    assertThat(answer.model()).isEqualTo("gpt-test-2026-08-01");
    assertThat(answer.requestId()).isEqualTo("chatcmpl-B9");
    assertThat(answer.ttftMs() != null).isEqualTo(recording.endsWith(".sse"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai/tools.json", "openai/tools.sse"})
  void shouldReadToolCalls(String recording) {
    // When
    Answer answer = WIRE.answer(call(), recording);

    // Then
    assertThat(answer.output()).isNull();
    assertThat(answer.finishReason()).isEqualTo("tool_calls");
    assertThat(answer.toolCalls())
        .isEqualTo(
            JsonText.json(
                """
                [{"id": "call_1", "name": "weather", "arguments": {"city": "Bern"}},
                 {"id": "call_2", "name": "weather", "arguments": {"city": "Basel"}}]\
                """));
  }

  @ParameterizedTest
  @CsvSource({"openai/refusal.json, stop", "openai/filtered.json, content_filter"})
  void shouldTakeADeclinedAnswerForAResult(String recording, String finish) {
    // When
    ModelReply reply = WIRE.reply(call(), 200, recording);

    // Then
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.CONTENT_FILTER);
    assertThat(reply.answer().finishReason()).isEqualTo(finish);
  }

  @ParameterizedTest
  @CsvSource({
    "429, openai/error-quota.json, QUOTA",
    "429, openai/error-rate.json, RATE_LIMITED",
    "401, openai/error-key.json, AUTH",
    "400, openai/error-length.json, INVALID",
    "500, openai/error-server.json, TRANSIENT",
    "503, openai/error-server.json, TRANSIENT",
    "200, openai/error-quota.json, QUOTA",
    "200, openai/error.sse, TRANSIENT"
  })
  void shouldKnowErrors(int status, String recording, OutcomeClass outcome) {
    // When
    Attempt attempt = WIRE.reply(call(), status, recording).attempts().get(0);

    // Then
    assertThat(attempt.outcome()).isEqualTo(outcome);
    assertThat(attempt.httpStatus()).isEqualTo(status);
    assertThat(attempt.error()).isNotBlank().doesNotContain(Wire.SECRET);
  }

  @Test
  void shouldMakeEmbeddingsInTheOrderOfTheTexts() {
    // When
    Answer answer =
        WIRE.answer(
            call().embeddings("one", "two").params("{\"dimensions\": 3}"),
            "openai/embeddings.json");

    // Then
    assertRequest(WIRE.request()).to("/v1/embeddings").body("openai/embeddings.request.json");
    assertThat(answer.output()).isEqualTo(JsonText.json("[[0.1,-0.2,0.3],[0.4,0.5,0.6]]"));
    assertThat(answer.usage()).isEqualTo(new Usage(8, 0, 0, 0));
  }

  @Test
  void shouldNotTakeTooFewEmbeddingsForAnAnswer() {
    // When
    Attempt attempt =
        WIRE.reply(call().embeddings("one", "two", "three"), 200, "openai/embeddings.json")
            .attempts()
            .get(0);

    // Then
    assertThat(attempt.outcome()).isEqualTo(OutcomeClass.TRANSIENT);
  }

  @Test
  void shouldSendNoSecondAnswerToWasteMoneyOn() {
    // When
    ModelReply reply = WIRE.reply(call().params("{\"n\": 3}"), 200, "openai/text.json");

    // Then
    assertThat(reply.failure().message()).contains("repeats");
    assertThat(WIRE.requests()).isZero();
  }

  @Test
  void shouldGoToOpenAiItselfWithoutABaseUrl() {
    // When
    WireRequest request =
        OpenAiKind.encode(
            new KindCall(
                Calls.openAi(1).baseUrl(null).params("{\"max_tokens\": 5}").build(), 1, null));

    // Then
    assertThat(request.uri()).hasToString("https://api.openai.com/v1/chat/completions");
    assertThat(JsonText.json(request.body().toString()).path("max_completion_tokens").asInt())
        .isEqualTo(5);
    assertThat(request.headers()).doesNotContainKey("authorization");
  }

  @ParameterizedTest
  @CsvSource({
    "https://eu.api.openai.com/v1, max_completion_tokens",
    "https://API.openai.com/v1, max_completion_tokens",
    "https://notapi.openai.com/v1, max_tokens",
    "https://api.openai.com.example.com/v1, max_tokens",
    "https://api.mistral.ai/v1, max_tokens"
  })
  void shouldKnowTheRegionsOfOpenAi(String url, String field) {
    // When
    WireRequest request =
        OpenAiKind.encode(
            new KindCall(
                Calls.openAi(1).baseUrl(url).params("{\"max_tokens\": 5}").build(), 1, null));

    // Then
    assertThat(JsonText.json(request.body().toString()).path(field).asInt()).isEqualTo(5);
  }

  @Test
  void shouldNameTheLimitOfTheAnswerAsTheServerWantsIt() {
    // When
    WIRE.answer(
        call()
            .options("{\"max_tokens_field\": \"max_completion_tokens\"}")
            .params("{\"max_tokens\": 5}"),
        "openai/text.json");

    // Then
    assertThat(
            JsonText.json(WIRE.request().getBodyAsString()).path("max_completion_tokens").asInt())
        .isEqualTo(5);
  }
}
