package dev.assay.worker.kind.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.status.OutcomeClass;
import dev.assay.common.testing.HttpText;
import dev.assay.common.testing.JsonText;
import dev.assay.simulator.answer.AnswerBook;
import dev.assay.simulator.options.SimOptions;
import dev.assay.simulator.server.SimulatorHttp;
import dev.assay.worker.call.BreakerSettings;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.LoopRig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulator met by the real loop: in the process, and over a socket. */
class SimulatorFaultsTest {
  private static final CallPolicy ONCE = new CallPolicy(1, 10_000, 5_000, 500, 500, 60_000);

  private final LoopRig rig = new LoopRig(new BreakerSettings(10_000, 1, 1_000));
  private int port;

  @BeforeEach
  void start() {
    port =
        new SimulatorHttp(rig.vertx(), SimOptions.DEFAULT)
            .listen("127.0.0.1", 0)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private String http(String method, String path, String body) {
    return HttpText.ask(method, port, path, body);
  }

  private JsonNode stats() {
    return JsonText.json(http("GET", "/_sim/stats", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "429, RATE_LIMITED, 429, false",
    "429_bare, RATE_LIMITED, 429, false",
    "500, TRANSIENT, 500, false",
    "503, OVERLOADED, 503, false",
    "529, OVERLOADED, 529, false",
    "overload_in_stream, OVERLOADED, 200, false",
    "truncated_json, TRANSIENT, 200, true",
    "cut_stream, TRANSIENT, 200, true",
    "stall, TIMEOUT, 200, true",
    "reset, TRANSIENT, , true"
  })
  void shouldMeetEveryFaultInTheProcessAndOverASocket(
      String fault, OutcomeClass outcome, Integer status, boolean unknown) {
    for (boolean stream : new boolean[] {false, true}) {
      for (boolean socket : new boolean[] {false, true}) {
        // Given
        Calls calls =
            Calls.simulated()
                .policy(ONCE)
                .options("{\"faults\":{\"" + fault + "\":1}}")
                .hint(TextNode.valueOf("The answer is 42, and that at some length."));
        if (stream) {
          calls.stream();
        }
        if (socket) {
          calls.baseUrl("http://127.0.0.1:" + port + "/v1");
        }

        // When
        ModelReply reply = rig.start(calls.build()).join();

        // Then
        assertThat(reply.attempts()).hasSize(1);
        assertThat(reply.attempts().get(0).outcome()).isEqualTo(outcome);
        assertThat(reply.attempts().get(0).httpStatus()).isEqualTo(status);
        assertThat(reply.attempts().get(0).outcomeUnknown()).isEqualTo(unknown);
        assertThat(reply.failure()).isNotNull();
      }
    }
  }

  @Test
  void shouldGetThroughAStormOfFaultsWithTheSameAnswersOnBothWays() {
    // Given
    String options =
        "{\"seed\":3,\"error_rate\":0.2,\"retry_after_ms\":5,"
            + "\"faults\":{\"429\":0.2,\"500\":0.2,\"cut_stream\":0.1,\"truncated_json\":0.1,\"reset\":0.1}}";
    List<CompletableFuture<ModelReply>> inside = new ArrayList<>();
    List<CompletableFuture<ModelReply>> outside = new ArrayList<>();

    // When
    for (int n = 0; n < 200; n++) {
      Calls calls = Calls.simulated().options(options).attempts(40).n(n);
      inside.add(rig.start(calls.build()));
      outside.add(rig.start(calls.baseUrl("http://127.0.0.1:" + port + "/v1").build()));
    }

    // Then
    int attempts = 0;
    for (int n = 0; n < 200; n++) {
      ModelReply one = inside.get(n).join();
      ModelReply two = outside.get(n).join();
      assertThat(one.answer().output()).isEqualTo(two.answer().output());
      assertThat(one.attempts()).hasSameSizeAs(two.attempts());
      attempts += two.attempts().size();
    }
    assertThat(attempts).isGreaterThan(300);
    assertThat(stats().path("started").asInt()).isEqualTo(attempts);
  }

  @Test
  void shouldAnswerTheOpenAiKindFromItsBook() {
    // Given
    http(
        "POST",
        "/_sim/answers",
        "{\"input\":\"What is 6 times 7? (1)\",\"answer\":\"forty-two\"}\n"
            + "{\"prompt_sha256\":\""
            + AnswerBook.sha256("What is 6 times 7? (2)")
            + "\",\"answer\":{\"n\":42}}\n");

    // When
    ModelReply one = rig.start(Calls.openAi(port).n(1).build()).join();
    ModelReply two = rig.start(Calls.openAi(port).stream().n(2).build()).join();
    ModelReply three = rig.start(Calls.openAi(port).n(3).build()).join();

    // Then
    assertThat(one.answer().output().asText()).isEqualTo("forty-two");
    assertThat(two.answer().output().asText()).isEqualTo("{\"n\":42}");
    assertThat(two.answer().usage()).isNotNull();
    assertThat(three.answer().output().asText())
        .startsWith("Simulated answer")
        .contains("6 times 7");
    assertThat(stats().path("completed").asInt()).isEqualTo(3);
    assertThat(http("GET", "/_sim/log", "").lines()).hasSize(3);
  }

  @Test
  void shouldObeyTheHeaderOfAProvidersRecord() {
    // When
    ModelReply reply =
        rig.start(
                Calls.openAi(port)
                    .headers(Map.of("x-assay-sim", "{\"answer\":\"told\",\"latency\":120}"))
                    .build())
            .join();

    // Then
    assertThat(reply.answer().output().asText()).isEqualTo("told");
    assertThat(reply.answer().latencyMs()).isGreaterThanOrEqualTo(115);
  }

  @Test
  void shouldSayWhatIsWrongWithARequest() {
    assertThat(http("POST", "/v1/chat/completions", "{")).contains("not JSON");
    assertThat(http("POST", "/v1/chat/completions", "{}")).contains("messages");
    assertThat(http("GET", "/v1/chat/completions", "")).contains("POST");
    assertThat(http("GET", "/nowhere", "")).contains("no such path");
    assertThat(http("POST", "/_sim/answers", "{}")).contains("line 1");
    assertThat(http("GET", "/v1/models", "")).contains("simulated");
    assertThat(http("POST", "/_sim/reset", "")).contains("\"started\":0");
  }
}
