package dev.assay.run.traffic.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.run.traffic.otlp.spans.Span;
import dev.assay.run.traffic.otlp.spans.Span.Document;
import dev.assay.run.traffic.otlp.spans.SpanKind;
import dev.assay.run.traffic.requests.TrafficRecord.Tokens;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectsTest {
  /** All dialects, for the tests that each must pass. */
  static final List<String> ALL = Recordings.ALL;

  private static final String ASKED =
      """
      [{"role": "system", "content": "Answer briefly."},
       {"role": "user", "content": "What is the weather in Paris?"}]
      """;
  private static final String CALL =
      """
      {"role": "assistant", "content": null, "tool_calls": [
        {"id": "call_1", "name": "get_weather", "arguments": {"location": "Paris"}}]}
      """;
  private static final String ASKED_AGAIN =
      """
      [{"role": "system", "content": "Answer briefly."},
       {"role": "user", "content": "What is the weather in Paris?"},
       {"role": "assistant", "content": null, "tool_calls": [
         {"id": "call_1", "name": "get_weather", "arguments": {"location": "Paris"}}]},
       {"role": "tool", "content": "rainy, 14 °C", "tool_call_id": "call_1"}]
      """;

  private static JsonNode json(String text) throws IOException {
    return Json.mapper().readTree(text);
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void shouldReadTheSameCallsOfEveryDialect(String dialect) throws IOException {
    // When
    List<Span> calls = Recordings.spans(dialect, SpanKind.LLM);

    // Then
    assertThat(calls).hasSize(2);
    assertThat(calls)
        .allSatisfy(
            call -> {
              assertThat(call.provider()).isEqualTo("openai");
              assertThat(call.model()).isEqualTo("gpt-4o-mini-2024-07-18");
              assertThat(call.session()).isEqualTo("s-1");
              assertThat(call.environment()).isEqualTo("prod");
              assertThat(call.service()).isEqualTo("support");
              assertThat(call.failed()).isFalse();
            });
    Span first = calls.get(0);
    assertThat(first.input()).isEqualTo(json(ASKED));
    assertThat(first.output()).isEqualTo(json(CALL));
    assertThat(first.tokens()).isEqualTo(new Tokens(57L, null, 17L));
    assertThat(first.finishReasons()).containsExactly("tool_calls");
    assertThat(first.responseId()).isEqualTo("chatcmpl-1");
    Span second = calls.get(1);
    assertThat(second.input()).isEqualTo(json(ASKED_AGAIN));
    assertThat(second.output()).isEqualTo(json("\"It rains, at 14 °C.\""));
    assertThat(second.finishReasons()).containsExactly("stop");
    assertThat(second.tokens().input()).isEqualTo(90);
    assertThat(second.tokens().output()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"openllmetry", "gen-ai-1.37", "gen-ai-moved", "openinference", "vercel-ai"})
  void shouldReadWhatCameFromTheCacheOfTheProvider(String dialect) {
    assertThat(Recordings.spans(dialect, SpanKind.LLM).get(1).tokens().cached()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"openllmetry", "gen-ai-events", "gen-ai-1.37", "gen-ai-moved", "openinference"})
  void shouldReadTheAgent(String dialect) {
    assertThat(Recordings.spans(dialect, SpanKind.AGENT))
        .singleElement()
        .satisfies(
            agent -> {
              assertThat(agent.agent().name()).isEqualTo("weather");
              assertThat(agent.agent().version()).isEqualTo("2");
              assertThat(agent.root()).isTrue();
              assertThat(agent.mayBeExecution()).isTrue();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"gen-ai-1.37", "gen-ai-moved", "openinference"})
  void shouldReadDocumentsWithTextIdAndScore(String dialect) throws IOException {
    assertThat(Recordings.spans(dialect, SpanKind.RETRIEVER))
        .singleElement()
        .satisfies(
            retriever -> {
              assertThat(retriever.input().asText()).isEqualTo("What is the weather in Paris?");
              assertThat(retriever.documents())
                  .containsExactly(
                      new Document(
                          "doc-1",
                          0.91,
                          "Paris lies on the Seine.",
                          json("{\"title\": \"Paris\"}")),
                      new Document("doc-2", 0.4, null, null));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gen-ai-1.37", "gen-ai-moved", "openinference", "vercel-ai", "vercel-ai-4"})
  void shouldReadWhatAToolWasAskedAndGaveBack(String dialect) throws IOException {
    JsonNode arguments = json("{\"location\": \"Paris\"}");
    assertThat(Recordings.spans(dialect, SpanKind.TOOL))
        .singleElement()
        .satisfies(
            tool -> {
              assertThat(tool.tool()).isEqualTo("get_weather");
              assertThat(tool.input()).isEqualTo(arguments);
              assertThat(tool.output().asText()).contains("rainy, 14 °C");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"vercel-ai", "vercel-ai-4"})
  void shouldCountTheOuterAndTheInnerSpanOfVercelAsOneCall(String dialect) {
    assertThat(Recordings.spans(dialect, SpanKind.CHAIN))
        .singleElement()
        .satisfies(
            outer -> {
              assertThat(outer.name()).isEqualTo("ai.generateText");
              assertThat(outer.feature()).isEqualTo("weather-answer");
              assertThat(outer.mayBeExecution()).isFalse();
            });
  }

  @Test
  void shouldNotTakeAnEmbeddingForACall() {
    assertThat(Recordings.spans("openinference", SpanKind.OTHER))
        .extracting(Span::name)
        .containsExactly("OpenAI Embeddings");
  }

  @Test
  void shouldNameTheSkillByThePrompt() {
    assertThat(Recordings.spans("gen-ai-1.37", SpanKind.LLM).get(1).prompt())
        .isEqualTo(new Span.Prompt("weather-answer", "3"));
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void shouldKeepContentOnce(String dialect) {
    for (Span call : Recordings.spans(dialect, SpanKind.LLM)) {
      String rest = String.valueOf(call.attributes());
      assertThat(rest).doesNotContain("Answer briefly.").doesNotContain("It rains");
    }
  }

  @Test
  void shouldKeepWhatItDoesNotKnow() {
    JsonNode rest = Recordings.spans("gen-ai-1.37", SpanKind.LLM).get(0).attributes();
    assertThat(rest.path("gen_ai.request.temperature").doubleValue()).isEqualTo(0.2);
    assertThat(rest.path("server.port").intValue()).isEqualTo(443);
  }
}
