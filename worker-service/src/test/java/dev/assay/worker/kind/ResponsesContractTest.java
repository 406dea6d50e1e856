package dev.assay.worker.kind;

import static dev.assay.worker.testing.WireAssert.assertRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
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

/** The responses interface of OpenAI, against recordings of the public interface. */
class ResponsesContractTest {
  private static final Wire WIRE = new Wire();

  @AfterAll
  static void close() {
    WIRE.close();
  }

  private static Calls call() {
    return WIRE.call("openai", "/v1").options("{\"api\": \"responses\"}");
  }

  @Test
  void shouldSendAConversationAsItems() {
    // When
    WIRE.answer(
        call()
            .messages(Wire.text("common/tools.messages.json"))
            .params(Wire.text("common/tools.params.json").replaceFirst("\"stop\": \\[[^]]*],", "")),
        "openai/responses-text.json");

    // Then
    assertRequest(WIRE.request())
        .to("/v1/responses")
        .header("authorization", "Bearer " + Wire.SECRET)
        .body("openai/responses-tools.request.json");
  }

  @Test
  void shouldTranslateStructuredOutputLogprobsAndEffort() {
    // Given
    String params =
        Wire.text("common/structured.params.json")
            .replaceFirst(
                "\\{", "{\"logprobs\": true, \"top_logprobs\": 2, \"reasoning_effort\": \"low\",");

    // When
    WIRE.answer(call().params(params).stream(), "openai/responses-text.sse");

    // Then
    assertRequest(WIRE.request()).body("openai/responses-structured.request.json");
  }

  @Test
  void shouldPutWhatIsSaidOfReasoningTogether() {
    // When
    WIRE.answer(
        call().params("{\"reasoning_effort\": \"high\", \"reasoning\": {\"summary\": \"auto\"}}"),
        "openai/responses-text.json");

    // Then
    assertThat(JsonText.json(WIRE.request().getBodyAsString()).path("reasoning"))
        .isEqualTo(JsonText.json("{\"summary\": \"auto\", \"effort\": \"high\"}"));
  }

  @Test
  void shouldShowAnImageThatAToolGave() {
    // When
    WIRE.answer(
        call()
            .messages(
                """
                [{"role": "user", "content": "Look."},
                 {"role": "assistant", "content": null,
                  "tool_calls": [{"id": "c1", "name": "shot", "arguments": {}}]},
                 {"role": "tool", "tool_call_id": "c1", "content": [
                   {"type": "text", "text": "Here."},
                   {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}]}]\
                """),
        "openai/responses-text.json");

    // Then
    assertThat(JsonText.json(WIRE.request().getBodyAsString()).path("input").path(2).path("output"))
        .isEqualTo(
            JsonText.json(
                """
                [{"type": "input_text", "text": "Here."},
                 {"type": "input_image", "image_url": "https://example.com/a.png"}]\
                """));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai/responses-text.json", "openai/responses-text.sse"})
  void shouldReadTextUsageAndLogprobs(String recording) {
    // When
    Answer answer = WIRE.answer(call(), recording);

    // Then
    assertThat(answer.output().asText()).isEqualTo("Zwölf €");
    assertThat(answer.finishReason()).isEqualTo("stop");
    assertThat(answer.usage()).isEqualTo(new Usage(328, 128, 52, 40));
    assertThat(answer.logprobs().path("content")).hasSize(1);
    assertThat(answer.requestId()).isEqualTo("resp_67ccd3");
  }

  @Test
  void shouldReadToolCallsRefusalsAndCutAnswers() {
    // When
    Answer tools = WIRE.answer(call(), "openai/responses-tools.json");
    Answer refusal = WIRE.answer(call(), "openai/responses-refusal.json");
    Answer cut = WIRE.answer(call(), "openai/responses-length.json");

    // Then
    assertThat(tools.toolCalls())
        .isEqualTo(
            JsonText.json(
                "[{\"id\":\"call_1\",\"name\":\"weather\",\"arguments\":{\"city\":\"Bern\"}}]"));
    assertThat(tools.finishReason()).isEqualTo("tool_calls");
    assertThat(tools.output()).isNull();
    assertThat(refusal.refusal()).isEqualTo("I cannot help with that.");
    assertThat(cut.finishReason()).isEqualTo("length");
  }

  @ParameterizedTest
  @CsvSource({
    "openai/responses-failed.json, TRANSIENT",
    "openai/responses-failed.sse, RATE_LIMITED",
  })
  void shouldFindTheErrorInAFailedResponse(String recording, OutcomeClass outcome) {
    assertThat(WIRE.reply(call(), 200, recording).attempts().get(0).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed", "stop", "logit_bias", "presence_penalty"})
  void shouldRefuseWhatThisInterfaceHasNoPlaceFor(String parameter) {
    // When
    ModelReply reply =
        WIRE.reply(call().params("{\"" + parameter + "\": 1}"), 200, "openai/responses-text.json");

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROVIDER_REFUSED_REQUEST);
    assertThat(reply.failure().message()).contains(parameter).contains("api to chat");
    assertThat(WIRE.requests()).isZero();
  }
}
