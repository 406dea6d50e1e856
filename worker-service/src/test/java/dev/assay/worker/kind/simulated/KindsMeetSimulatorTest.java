package dev.assay.worker.kind.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.status.OutcomeClass;
import dev.assay.common.testing.JsonText;
import dev.assay.simulator.testing.SimulatorRig;
import dev.assay.worker.call.BreakerSettings;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.LoopRig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worker's own kinds talk to the simulator in each provider's form. */
class KindsMeetSimulatorTest {
  private static final CallPolicy ONCE = new CallPolicy(1, 10_000, 5_000, 500, 500, 60_000);
  private static final List<String> KINDS = List.of("openai", "responses", "anthropic", "gemini");

  private final LoopRig loop = worker();
  private final SimulatorRig simulator = new SimulatorRig("{\"seed\":7,\"stall_after_bytes\":300}");

  @AfterEach
  void close() {
    loop.close();
    simulator.close();
  }

  private Calls calls(String kind) {
    boolean openAi = kind.equals("openai") || kind.equals("responses");
    Calls calls =
        Calls.simulated()
            .kind(openAi ? "openai" : kind)
            .baseUrl(simulator.url() + (openAi ? "/v1" : ""))
            .options(kind.equals("responses") ? "{\"api\":\"responses\"}" : "{}")
            .hint(null)
            .policy(ONCE);
    return calls;
  }

  private ModelReply ask(Calls calls, boolean stream) {
    return ask(loop, calls, stream);
  }

  /** With a worker of its own: one that met a refused key asks no more. */
  private static ModelReply askOnce(Calls calls, boolean stream) {
    try (LoopRig fresh = worker()) {
      return ask(fresh, calls, stream);
    }
  }

  private static ModelReply ask(LoopRig worker, Calls calls, boolean stream) {
    return worker.start((stream ? calls.stream() : calls).build()).join();
  }

  private static LoopRig worker() {
    return new LoopRig(new BreakerSettings(10_000, 1, 1_000));
  }

  @Test
  void shouldGetTheSameAnswerThroughEveryForm() {
    // Given
    assertThat(
            simulator.ask(
                "POST",
                "/_sim/answers",
                "{\"input\":\"What is 6 times 7? (0)\",\"answer\":\"It is forty-two.\"}"))
        .contains("1");

    for (String kind : KINDS) {
      for (boolean stream : new boolean[] {false, true}) {
        // When
        ModelReply reply = ask(calls(kind), stream);

        // Then
        assertThat(reply.failure()).as(kind).isNull();
        assertThat(reply.answer().output().asText()).isEqualTo("It is forty-two.");
        assertThat(reply.answer().usage().output()).isPositive();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, RATE_LIMITED",
    "429_bare, RATE_LIMITED",
    "500, TRANSIENT",
    "503, OVERLOADED",
    "529, OVERLOADED",
    "overload_in_stream, OVERLOADED",
    "truncated_json, TRANSIENT",
    "cut_stream, TRANSIENT",
    "stall, TIMEOUT",
    "reset, TRANSIENT",
    "401, AUTH",
    "400, INVALID"
  })
  void shouldMeanTheSameInEveryForm(String fault, OutcomeClass outcome) {
    simulator.weather("{\"fault\":\"" + fault + "\"}");
    for (String kind : KINDS) {
      for (boolean stream : new boolean[] {false, true}) {
        Calls calls = calls(kind);
        ModelReply reply =
            outcome == OutcomeClass.AUTH ? askOnce(calls, stream) : ask(calls, stream);
        assertThat(reply.attempts().get(0).outcome())
            .as(kind + (stream ? " streamed" : ""))
            .isEqualTo(outcome);
      }
    }
  }

  @Test
  void shouldMakeVerdictsForJudgesInEveryForm() {
    String params =
        "{\"max_tokens\":500,\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"verdict\","
            + "\"schema\":{\"type\":\"object\",\"properties\":{\"score\":{\"type\":\"integer\",\"minimum\":1,"
            + "\"maximum\":5},\"reason\":{\"type\":\"string\"}},\"required\":[\"score\",\"reason\"],"
            + "\"additionalProperties\":false}}}}";
    for (String kind : KINDS) {
      JsonNode output = ask(calls(kind).params(params), false).answer().output();
      JsonNode verdict = output.isTextual() ? JsonText.json(output.asText()) : output;
      assertThat(verdict.path("score").asInt()).as(kind + " " + output).isBetween(1, 5);
      assertThat(verdict.path("reason").isTextual()).isTrue();
    }
    JsonNode inside = ask(Calls.simulated().hint(null).params(params), true).answer().output();
    assertThat(JsonText.json(inside.asText()).path("score").asInt()).isBetween(1, 5);
  }

  @Test
  void shouldKeepLimitsAndMakeVectorsInTheProcess() {
    // Given
    String options = "{\"limits\":{\"rpm\":2},\"dimensions\":12}";

    // When
    ModelReply vectors = ask(limited(options).embeddings("one", "two"), false);
    ModelReply answer = ask(limited(options), false);
    ModelReply refused = ask(limited(options), false);

    // Then
    assertThat(vectors.answer().output()).hasSize(2);
    assertThat(vectors.answer().output().get(0)).hasSize(12);
    assertThat(answer.answer().output()).isEqualTo(TextNode.valueOf("42"));
    assertThat(refused.attempts().get(0).outcome()).isEqualTo(OutcomeClass.RATE_LIMITED);
  }

  private static Calls limited(String options) {
    return Calls.simulated().policy(ONCE).options(options);
  }

  @Test
  void shouldRefuseAWrongKeyInEveryForm() {
    try (SimulatorRig strict = new SimulatorRig("{\"api_key\":\"right\"}")) {
      for (String kind : KINDS) {
        boolean openAi = kind.equals("openai") || kind.equals("responses");
        Calls calls = calls(kind).baseUrl(strict.url() + (openAi ? "/v1" : ""));
        assertThat(askOnce(calls, false).attempts().get(0).outcome())
            .as(kind)
            .isEqualTo(OutcomeClass.AUTH);
        Calls named =
            calls.headers(
                Map.of(openAi ? "authorization" : "x-api-key", openAi ? "Bearer right" : "right"));
        assertThat(askOnce(named, false).failure()).as(kind).isNull();
      }
    }
  }
}
