package dev.assay.worker.kind.bedrock;

import static dev.assay.common.testing.JsonText.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.part.Usage;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.testing.LoopRig;
import dev.assay.worker.wire.HeaderLookup;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as the Converse API reference has them. */
class BedrockReaderTest {
  private static final HeaderLookup JSON =
      HeaderLookup.of(Map.of("Content-Type", "application/json", "x-amzn-RequestId", "req-1"));
  private static final HeaderLookup STREAM =
      HeaderLookup.of(
          Map.of(
              "Content-Type", "application/vnd.amazon.eventstream", "x-amzn-RequestId", "req-2"));

  private static final byte[] STREAMED =
      Frames.all(
          Frames.event("messageStart", "{\"role\":\"assistant\"}"),
          Frames.event(
              "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Zwölf \"}}"),
          Frames.event(
              "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"€ 😀\"}}"),
          Frames.event("contentBlockStop", "{\"contentBlockIndex\":0}"),
          Frames.event(
              "contentBlockStart",
              "{\"contentBlockIndex\":1,\"start\":{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"add\"}}}"),
          Frames.event(
              "contentBlockDelta",
              "{\"contentBlockIndex\":1,\"delta\":{\"toolUse\":{\"input\":\"{\\\"a\\\"\"}}}"),
          Frames.event(
              "contentBlockDelta",
              "{\"contentBlockIndex\":1,\"delta\":{\"toolUse\":{\"input\":\":1}\"}}}"),
          Frames.event("contentBlockStop", "{\"contentBlockIndex\":1}"),
          Frames.event("messageStop", "{\"stopReason\":\"tool_use\"}"),
          Frames.event(
              "metadata",
              "{\"usage\":{\"inputTokens\":9,\"outputTokens\":4,\"totalTokens\":13},"
                  + "\"metrics\":{\"latencyMs\":300}}"));

  private static final byte[] TEXT =
      Frames.event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"4\"}}");
  private static final byte[] METADATA =
      Frames.event("metadata", "{\"usage\":{\"inputTokens\":9,\"outputTokens\":4}}");

  private static Decoded read(int status, HeaderLookup headers, byte[]... pieces) {
    BedrockReader reader = new BedrockReader(LoopRig.AWS);
    reader.head(status, headers);
    for (byte[] piece : pieces) {
      reader.chunk(Buffer.buffer(piece));
    }
    return reader.decode();
  }

  private static AnswerDraft answer(String body) {
    Decoded decoded = read(200, JSON, body.getBytes(StandardCharsets.UTF_8));
    assertThat(decoded).isInstanceOf(Decoded.Answered.class);
    return ((Decoded.Answered) decoded).draft();
  }

  private static ProviderError problem(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Problem.class);
    return ((Decoded.Problem) decoded).error();
  }

  @Test
  void shouldReadAWholeAnswer() {
    // When
    AnswerDraft draft =
        answer(
            """
            {"output":{"message":{"role":"assistant","content":[
               {"reasoningContent":{"reasoningText":{"text":"6 times 7","signature":"x"}}},
               {"text":"42"}]}},
             "stopReason":"end_turn",
             "usage":{"inputTokens":10,"outputTokens":5,"totalTokens":45,
               "cacheReadInputTokens":20,"cacheWriteInputTokens":10},
             "metrics":{"latencyMs":551}}\
            """);

    // Then
    assertThat(draft.output().asText()).isEqualTo("42");
    assertThat(draft.finishReason()).isEqualTo("stop");
    assertThat(draft.usage()).isEqualTo(new Usage(40, 20, 5, 0, 10L));
    assertThat(draft.requestId()).isEqualTo("req-1");
    assertThat(draft.toolCalls()).isNull();
    assertThat(draft.declined()).isFalse();
  }

  @Test
  void shouldReadToolCalls() {
    // When
    AnswerDraft draft =
        answer(
            """
            {"output":{"message":{"role":"assistant","content":[
               {"toolUse":{"toolUseId":"t1","name":"add","input":{"a":1}}}]}},
             "stopReason":"tool_use","usage":{"inputTokens":1,"outputTokens":1}}\
            """);

    // Then
    assertThat(draft.output()).isNull();
    assertThat(draft.toolCalls())
        .isEqualTo(json("[{\"id\":\"t1\",\"name\":\"add\",\"arguments\":{\"a\":1}}]"));
    assertThat(draft.finishReason()).isEqualTo("tool_calls");
  }

  @ParameterizedTest
  @ValueSource(strings = {"guardrail_intervened", "content_filtered"})
  void shouldTakeAGuardrailForAResultAndNotAnError(String stopReason) {
    // When
    AnswerDraft draft =
        answer(
            "{\"output\":{\"message\":{\"content\":[{\"text\":\"Sorry.\"}]}},\"stopReason\":\""
                + stopReason
                + "\"}");

    // Then
    assertThat(draft.declined()).isTrue();
    assertThat(draft.output().asText()).isEqualTo("Sorry.");
    assertThat(draft.usage()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"end_turn, stop", "stop_sequence, stop", "max_tokens, length"})
  void shouldSayWhyAnAnswerEndedInTheNamesOfAll(String stopReason, String finish) {
    // When
    Decoded streamed = read(200, STREAM, Frames.all(TEXT, stop(stopReason), METADATA));

    // Then
    assertThat(answer(whole(stopReason)).finishReason()).isEqualTo(finish);
    assertThat(((Decoded.Answered) streamed).draft().finishReason()).isEqualTo(finish);
  }

  @ParameterizedTest
  @ValueSource(strings = {"malformed_model_output", "malformed_tool_use"})
  void shouldTakeAMalformedGenerationForNoAnswer(String stopReason) {
    // When
    ProviderError whole =
        problem(read(200, JSON, whole(stopReason).getBytes(StandardCharsets.UTF_8)));
    ProviderError streamed =
        problem(read(200, STREAM, Frames.all(TEXT, stop(stopReason), METADATA)));

    // Then
    assertThat(whole.meaning()).isEqualTo(ProviderError.Meaning.BAD_GENERATION);
    assertThat(streamed).isEqualTo(whole);
  }

  private static String whole(String stopReason) {
    return "{\"output\":{\"message\":{\"content\":[{\"text\":\"4\"}]}},\"stopReason\":\""
        + stopReason
        + "\",\"usage\":{\"inputTokens\":9,\"outputTokens\":4}}";
  }

  private static byte[] stop(String stopReason) {
    return Frames.event("messageStop", "{\"stopReason\":\"" + stopReason + "\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{}", "<html>", "{\"output\":{}}"})
  void shouldNotTakeNonsenseForAnAnswer(String body) {
    assertThat(read(200, JSON, body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Decoded.Unreadable.class);
  }

  @Test
  void shouldPutAStreamTogetherHoweverItIsCutIntoPieces() {
    for (int cut = 0; cut <= STREAMED.length; cut++) {
      // When
      Decoded decoded =
          read(
              200,
              STREAM,
              Arrays.copyOfRange(STREAMED, 0, cut),
              Arrays.copyOfRange(STREAMED, cut, STREAMED.length));

      // Then
      assertThat(decoded).as("cut at %d", cut).isInstanceOf(Decoded.Answered.class);
      AnswerDraft draft = ((Decoded.Answered) decoded).draft();
      assertThat(draft.output().asText()).isEqualTo("Zwölf € 😀");
      assertThat(draft.toolCalls())
          .isEqualTo(json("[{\"id\":\"t1\",\"name\":\"add\",\"arguments\":{\"a\":1}}]"));
      assertThat(draft.usage()).isEqualTo(new Usage(9, 0, 4, 0));
      assertThat(draft.finishReason()).isEqualTo("tool_calls");
      assertThat(draft.requestId()).isEqualTo("req-2");
    }
  }

  @Test
  void shouldNeverTakeAPartOfAStreamForTheWhole() {
    for (int end = 0; end < STREAMED.length; end++) {
      assertThat(read(200, STREAM, Arrays.copyOfRange(STREAMED, 0, end)))
          .as("cut short at %d", end)
          .isInstanceOf(Decoded.Unreadable.class);
    }
  }

  @Test
  void shouldTellTheTextSoFar() {
    // Given
    BedrockReader reader = new BedrockReader(null);
    reader.head(200, STREAM);
    assertThat(reader.tokens()).isFalse();

    // When
    reader.chunk(
        Buffer.buffer(
            Frames.event(
                "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"4\"}}")));

    // Then
    assertThat(reader.tokens()).isTrue();
    assertThat(reader.textSoFar()).isEqualTo("4");
    assertThat(reader.complete()).isFalse();
  }

  @Test
  void shouldFindAnExceptionInsideAStream() {
    // When
    ProviderError throttled =
        problem(
            read(
                200,
                STREAM,
                Frames.event("messageStart", "{\"role\":\"assistant\"}"),
                Frames.exception("throttlingException", "{\"message\":\"Slow down\"}")));
    ProviderError model =
        problem(
            read(
                200,
                STREAM,
                Frames.exception(
                    "modelStreamErrorException",
                    "{\"message\":\"x\",\"originalStatusCode\":424,\"originalMessage\":\"y\"}")));

    // Then
    assertThat(throttled).isEqualTo(new ProviderError("throttlingException", null, "Slow down"));
    assertThat(model.type()).isEqualTo("modelStreamErrorException");
    assertThat(model.code()).isEqualTo("424");
  }

  @Test
  void shouldReadTheNameOfAnErrorFromItsHeader() {
    // When
    ProviderError error =
        problem(
            read(
                429,
                HeaderLookup.of(
                    Map.of("x-amzn-ErrorType", "ThrottlingException:http://internal.amazon.com/")),
                "{\"message\":\"Too many requests\"}".getBytes(StandardCharsets.UTF_8)));

    // Then
    assertThat(error)
        .isEqualTo(new ProviderError("ThrottlingException", null, "Too many requests"));
    assertThat(
            problem(
                    read(
                        400,
                        JSON,
                        "{\"__type\":\"com.amazon.coral.service#ValidationException\"}"
                            .getBytes(StandardCharsets.UTF_8)))
                .type())
        .isEqualTo("ValidationException");
  }

  @Test
  void shouldCutTheCredentialOutOfWhatAwsQuotes() {
    // When
    ProviderError error =
        problem(
            read(
                403,
                HeaderLookup.of(Map.of("x-amzn-errortype", "InvalidSignatureException")),
                ("{\"message\":\"The Canonical String for this request should have been"
                        + " x-amz-security-token:session-token-of-the-example AKIDEXAMPLE\"}")
                    .getBytes(StandardCharsets.UTF_8)));

    // Then
    assertThat(error.message())
        .contains("[redacted]")
        .doesNotContain("session-token")
        .doesNotContain("AKIDEXAMPLE");
  }
}
