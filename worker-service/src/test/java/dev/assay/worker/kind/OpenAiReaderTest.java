package dev.assay.worker.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.part.Usage;
import dev.assay.common.testing.JsonText;
import dev.assay.worker.kind.openai.OpenAiReader;
import dev.assay.worker.wire.HeaderLookup;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiReaderTest {
  private static final HeaderLookup STREAM =
      HeaderLookup.of(Map.of("Content-Type", "text/event-stream; charset=utf-8"));
  private static final HeaderLookup JSON =
      HeaderLookup.of(Map.of("Content-Type", "application/json"));

  private static final String STREAMED =
      """
      : a comment

      data: {"id":"chatcmpl-1","model":"gpt-test","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}

      data: {"id":"chatcmpl-1","model":"gpt-test","choices":[{"index":0,"delta":{"content":"Zwölf "}}]}

      data: {"id":"chatcmpl-1","model":"gpt-test","choices":[{"index":0,"delta":{"content":"€ 😀"}}]}

      data: {"id":"chatcmpl-1","model":"gpt-test","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: {"id":"chatcmpl-1","model":"gpt-test","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":4}}

      data: [DONE]

      """;

  private static Decoded read(HeaderLookup headers, byte[]... pieces) {
    OpenAiReader reader = new OpenAiReader();
    reader.head(200, headers);
    for (byte[] piece : pieces) {
      reader.chunk(Buffer.buffer(piece));
    }
    return reader.decode();
  }

  private static AnswerDraft answer(String body) {
    Decoded decoded = read(JSON, body.getBytes(StandardCharsets.UTF_8));
    assertThat(decoded).isInstanceOf(Decoded.Answered.class);
    return ((Decoded.Answered) decoded).draft();
  }

  @Test
  void shouldReadAWholeCompletion() {
    // When
    AnswerDraft draft =
        answer(
            """
            {"id":"chatcmpl-1","model":"gpt-test-2","choices":[{"index":0,"finish_reason":"stop",
             "message":{"role":"assistant","content":"42","refusal":null},
             "logprobs":{"content":[{"token":"42","logprob":-0.1}]}}],
             "usage":{"prompt_tokens":30,"completion_tokens":12,"total_tokens":42,
              "prompt_tokens_details":{"cached_tokens":20},
              "completion_tokens_details":{"reasoning_tokens":8}}}\
            """);

    // Then
    assertThat(draft.output()).isEqualTo(TextNode.valueOf("42"));
    assertThat(draft.finishReason()).isEqualTo("stop");
    assertThat(draft.usage()).isEqualTo(new Usage(30, 20, 12, 8));
    assertThat(draft.model()).isEqualTo("gpt-test-2");
    assertThat(draft.requestId()).isEqualTo("chatcmpl-1");
    assertThat(draft.logprobs().path("content")).hasSize(1);
    assertThat(draft.refusal()).isNull();
    assertThat(draft.declined()).isFalse();
  }

  @Test
  void shouldReadToolCallsAndRefusals() {
    // When
    AnswerDraft tools =
        answer(
            """
            {"choices":[{"finish_reason":"tool_calls","message":{"content":null,"tool_calls":[
             {"id":"t1","type":"function","function":{"name":"add","arguments":"{\\"a\\":1}"}},
             {"id":"t2","type":"function","function":{"name":"odd","arguments":"not json"}}]}}]}\
            """);
    AnswerDraft refusal =
        answer("{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"I cannot.\"}}]}");
    AnswerDraft filtered =
        answer(
            "{\"choices\":[{\"finish_reason\":\"content_filter\",\"message\":{\"content\":\"\"}}]}");

    // Then
    assertThat(tools.output()).isNull();
    assertThat(tools.toolCalls())
        .isEqualTo(
            JsonText.json(
                "[{\"id\":\"t1\",\"name\":\"add\",\"arguments\":{\"a\":1}},"
                    + "{\"id\":\"t2\",\"name\":\"odd\",\"arguments\":\"not json\"}]"));
    assertThat(refusal.refusal()).isEqualTo("I cannot.");
    assertThat(refusal.declined()).isTrue();
    assertThat(filtered.declined()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"prompt_tokens\":-1,\"completion_tokens\":-7}",
        "{\"prompt_tokens\":\"ten\",\"completion_tokens\":1}",
        "{\"prompt_tokens\":1.5,\"completion_tokens\":1}",
        "{}",
        "[]",
        "null"
      })
  void shouldNotKnowUsageThatMakesNoSense(String usage) {
    assertThat(
            answer("{\"choices\":[{\"message\":{\"content\":\"x\"}}],\"usage\":" + usage + "}")
                .usage())
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "42",
        "{}",
        "{\"choices\":[]}",
        "<html>",
        "{\"choices\":[{}]}"
      })
  void shouldNotTakeNonsenseForAnAnswer(String body) {
    assertThat(read(JSON, body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Decoded.Unreadable.class);
  }

  @Test
  void shouldNotReadJsonThatIsNestedTooDeeply() {
    String deep = "[".repeat(100_000);
    assertThat(read(JSON, deep.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Decoded.TooMuch.class);
  }

  @Test
  void shouldPutAStreamTogetherHoweverItIsCutIntoPieces() {
    byte[] whole = STREAMED.getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= whole.length; cut++) {
      // Given
      byte[] first = java.util.Arrays.copyOfRange(whole, 0, cut);
      byte[] second = java.util.Arrays.copyOfRange(whole, cut, whole.length);

      // When
      Decoded decoded = read(STREAM, first, second);

      // Then
      assertThat(decoded).as("cut at %d", cut).isInstanceOf(Decoded.Answered.class);
      AnswerDraft draft = ((Decoded.Answered) decoded).draft();
      assertThat(draft.output().asText()).isEqualTo("Zwölf € 😀");
      assertThat(draft.usage()).isEqualTo(new Usage(9, 0, 4, 0));
    }
  }

  @Test
  void shouldNeverTakeAPartOfAStreamForTheWhole() {
    byte[] whole = STREAMED.getBytes(StandardCharsets.UTF_8);
    int answers = 0;
    for (int end = 0; end < whole.length; end++) {
      // When
      Decoded decoded = read(STREAM, java.util.Arrays.copyOfRange(whole, 0, end));

      // Then: no answer, or the whole text after its finish reason
      if (decoded instanceof Decoded.Answered answered) {
        answers++;
        assertThat(answered.draft().output().asText()).isEqualTo("Zwölf € 😀");
        assertThat(answered.draft().finishReason()).isEqualTo("stop");
      } else {
        assertThat(decoded).isInstanceOf(Decoded.Unreadable.class);
      }
    }
    assertThat(answers).isPositive();
  }

  @Test
  void shouldPutStreamedToolCallsTogether() {
    // When
    Decoded decoded =
        read(
            STREAM,
            """
            data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"t1","function":{"name":"add","arguments":""}}]}}]}
            data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"a\\""}}]}}]}
            data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":":1}"}},{"index":1,"id":"t2","function":{"name":"now","arguments":"{}"}}]}}]}
            data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}
            data: [DONE]
            """
                .getBytes(StandardCharsets.UTF_8));

    // Then
    AnswerDraft draft = ((Decoded.Answered) decoded).draft();
    assertThat(draft.output()).isNull();
    assertThat(draft.toolCalls())
        .isEqualTo(
            JsonText.json(
                "[{\"id\":\"t1\",\"name\":\"add\",\"arguments\":{\"a\":1}},"
                    + "{\"id\":\"t2\",\"name\":\"now\",\"arguments\":{}}]"));
  }

  @Test
  void shouldFindAnErrorInsideAStream() {
    // When
    Decoded decoded =
        read(
            STREAM,
            """
            data: {"choices":[{"index":0,"delta":{"content":"4"}}]}
            data: {"error":{"type":"overloaded_error","message":"Overloaded"}}
            """
                .getBytes(StandardCharsets.UTF_8));

    // Then
    assertThat(decoded).isInstanceOf(Decoded.Problem.class);
    assertThat(((Decoded.Problem) decoded).error().type()).isEqualTo("overloaded_error");
  }

  @Test
  void shouldReadAWholeBodyThoughAStreamWasAskedFor() {
    assertThat(answer("{\"choices\":[{\"message\":{\"content\":\"x\"}}]}").output().asText())
        .isEqualTo("x");
  }
}
