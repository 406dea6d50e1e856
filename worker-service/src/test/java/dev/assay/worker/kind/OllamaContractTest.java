package dev.assay.worker.kind;

import static dev.assay.worker.testing.WireAssert.assertRequest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
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

/** Ollama's native interface, against recordings of it. */
class OllamaContractTest {
  private static final Wire WIRE = new Wire();

  @AfterAll
  static void close() {
    WIRE.close();
  }

  private static Calls call() {
    return WIRE.call("ollama", "").credential(null);
  }

  @Test
  void shouldSendAConversationWithToolsAndImages() {
    // When
    WIRE.answer(
        call()
            .messages(Wire.text("common/tools.messages.json"))
            .params(
                Wire.text("common/tools.params.json").replace("\"required\"\n}", "\"auto\"\n}")),
        "ollama/text.json");

    // Then
    assertRequest(WIRE.request())
        .to("/api/chat")
        .header("authorization", null)
        .body("ollama/tools.request.json");
  }

  @Test
  void shouldAskForAStreamOfStructuredOutput() {
    // Given
    String params =
        Wire.text("common/structured.params.json")
            .replaceFirst(
                "\\{",
                "{\"seed\": 7, \"logprobs\": true, \"top_logprobs\": 2, \"keep_alive\": \"10m\","
                    + " \"think\": false, \"num_ctx\": 8192,");

    // When
    WIRE.answer(call().params(params).stream(), "ollama/text.ndjson");

    // Then
    assertRequest(WIRE.request()).body("ollama/structured.request.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"truncate\": true} | true | false",
        "{\"options\": {\"truncate\": true, \"shift\": true, \"num_ctx\": 8}} | true | true",
        "{\"shift\": true, \"options\": {\"shift\": false}} | false | true",
        "{} | false | false"
      })
  void shouldCutNothingUnlessItIsToldTo(String params, boolean truncate, boolean shift) {
    // When
    WIRE.answer(call().params(params), "ollama/text.json");

    // Then
    JsonNode body = JsonText.json(WIRE.request().getBodyAsString());
    assertThat(body.path("truncate")).isEqualTo(BooleanNode.valueOf(truncate));
    assertThat(body.path("shift")).isEqualTo(BooleanNode.valueOf(shift));
    assertThat(body.path("options").has("truncate")).isFalse();
    assertThat(body.path("options").has("shift")).isFalse();
    assertThat(body.path("options").path("num_ctx").asInt())
        .isEqualTo(params.contains("num_ctx") ? 8 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ollama/text.json", "ollama/text.ndjson"})
  void shouldReadTextUsageAndLogprobs(String recording) {
    // When
    Answer answer = WIRE.answer(call(), recording);

    // Then
    assertThat(answer.output().asText()).isEqualTo("Zwölf €");
    assertThat(answer.finishReason()).isEqualTo("stop");
    assertThat(answer.usage()).isEqualTo(new Usage(26, 0, 282, 0));
    assertThat(answer.logprobs().path("content")).hasSize(1);
    assertThat(answer.model()).isEqualTo("llama-test");
  }

  @Test
  void shouldReadToolCallsThatHaveNoIds() {
    // When
    Answer answer = WIRE.answer(call(), "ollama/tools.json");
    Answer streamed = WIRE.answer(call(), "ollama/tools.ndjson");

    // Then
    assertThat(answer.toolCalls())
        .isEqualTo(
            JsonText.json(
                """
                [{"id": "call_0", "name": "weather", "arguments": {"city": "Bern"}},
                 {"id": "call_x", "name": "weather", "arguments": {"city": "Basel"}}]\
                """));
    assertThat(answer.finishReason()).isEqualTo("tool_calls");
    assertThat(streamed.toolCalls()).hasSize(1);
    assertThat(WIRE.answer(call(), "ollama/length.json").finishReason()).isEqualTo("length");
  }

  @ParameterizedTest
  @CsvSource({
    "404, ollama/error-model.json, INVALID",
    "400, ollama/error-request.json, INVALID",
    "500, ollama/error-server.json, TRANSIENT",
    "503, ollama/error-busy.json, OVERLOADED",
    "200, ollama/error-server.json, TRANSIENT",
    "200, ollama/error.ndjson, TRANSIENT"
  })
  void shouldKnowErrors(int status, String recording, OutcomeClass outcome) {
    assertThat(WIRE.reply(call(), status, recording).attempts().get(0).outcome())
        .isEqualTo(outcome);
  }

  @Test
  void shouldMakeEmbeddings() {
    // When
    Answer answer =
        WIRE.answer(
            call().embeddings("one", "two").params("{\"dimensions\": 3}"),
            "ollama/embeddings.json");

    // Then
    assertRequest(WIRE.request()).to("/api/embed").body("ollama/embeddings.request.json");
    assertThat(answer.output()).isEqualTo(JsonText.json("[[0.1,-0.2,0.3],[0.4,0.5,0.6]]"));
    assertThat(answer.usage()).isEqualTo(new Usage(8, 0, 0, 0));
  }

  @Test
  void shouldRefuseWhatItCannotDoAndSayWhatToChange() {
    // When
    ModelReply forced =
        WIRE.reply(call().params("{\"tool_choice\": \"required\"}"), 200, "ollama/text.json");
    ModelReply image =
        WIRE.reply(
            call()
                .messages(
                    "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                        + "\"image_url\":{\"url\":\"https://example.com/a.png\"}}]}]"),
            200,
            "ollama/text.json");

    ModelReply serial =
        WIRE.reply(call().params("{\"parallel_tool_calls\": false}"), 200, "ollama/text.json");

    // Then
    assertThat(serial.failure().message()).contains("parallel_tool_calls");
    assertThat(forced.failure().message()).contains("tool_choice to auto or none");
    assertThat(image.failure().message()).contains("asset");
    assertThat(WIRE.requests()).isZero();
  }
}
