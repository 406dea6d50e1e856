package dev.assay.worker.kind;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.Gzip;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.Usage;
import dev.assay.common.testing.JsonText;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What servers really send, after public reports: {@code wire/reports.jsonl}, one exchange a line.
 * Ids that begin with {@code w-} and {@code x-} are those of the reports.
 */
class ReportsTest {
  private static final Wire WIRE = new Wire();

  @AfterAll
  static void close() {
    WIRE.close();
  }

  static Stream<Arguments> reports() {
    return Wire.text("reports.jsonl")
        .lines()
        .map(JsonText::json)
        .map(report -> Arguments.of(report.path("id").asText(), report));
  }

  private static ModelReply ask(JsonNode report, int attempts) {
    Calls call = WIRE.call(report.path("kind").asText(), "/v1").attempts(attempts);
    if (report.path("stream").asBoolean()) {
      call.stream();
    }
    if (report.has("params")) {
      call.params(report.get("params").toString());
    }
    if (report.has("options")) {
      call.options(report.get("options").toString());
    }
    byte[] body = report.path("body").asText().getBytes(StandardCharsets.UTF_8);
    ResponseDefinitionBuilder response =
        aResponse()
            .withStatus(report.path("status").asInt())
            .withBody(report.has("encoding") ? Gzip.gzip(body) : body);
    if (report.has("encoding")) {
      response.withHeader("content-encoding", report.get("encoding").asText());
    }
    String type = report.path("type").asText();
    return WIRE.reply(call, type.isEmpty() ? response : response.withHeader("content-type", type));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reports")
  void shouldTakeWhatComesForWhatItIs(String id, JsonNode report) {
    // When
    ModelReply reply = ask(report, 1);

    // Then
    JsonNode expected = report.path("expect");
    Attempt attempt = reply.attempts().get(0);
    assertThat(attempt.outcome().wire())
        .as("%s", attempt.error())
        .isEqualTo(expected.path("outcome").asText());
    if (expected.has("usage")) {
      assertThat(attempt.usage()).isEqualTo(usage(expected.get("usage")));
    }
    if (attempt.outcome().isAnswer()) {
      answer(reply.answer(), expected);
    } else {
      assertThat(reply.answer()).isNull();
    }
    if (expected.has("error")) {
      assertThat(attempt.error()).contains(expected.get("error").asText());
    }
  }

  private static void answer(Answer answer, JsonNode expected) {
    if (expected.has("output")) {
      assertThat(answer.output() == null ? null : answer.output().asText())
          .isEqualTo(text(expected.get("output")));
    }
    if (expected.has("finish")) {
      assertThat(answer.finishReason()).isEqualTo(text(expected.get("finish")));
    }
    if (expected.has("refusal")) {
      assertThat(answer.refusal()).isEqualTo(text(expected.get("refusal")));
    } else {
      assertThat(answer.refusal()).isNull();
    }
    assertThat(answer.reasoning()).isEqualTo(text(expected.path("reasoning")));
    if (expected.has("calls")) {
      assertThat(calls(answer.toolCalls())).isEqualTo(expected.get("calls"));
    }
  }

  static Stream<Arguments> repeated() {
    return reports().filter(a -> ((JsonNode) a.get()[1]).path("expect").has("retry"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("repeated")
  void shouldAskAgainWhereThatHelps(String id, JsonNode report) {
    assertThat(ask(report, 2).attempts())
        .hasSize(report.path("expect").path("retry").asBoolean() ? 2 : 1);
  }

  private static Usage usage(JsonNode counts) {
    return counts.isNull()
        ? null
        : new Usage(
            counts.get(0).asLong(),
            counts.get(1).asLong(),
            counts.get(2).asLong(),
            counts.get(3).asLong());
  }

  private static JsonNode calls(JsonNode calls) {
    List<JsonNode> all = new ArrayList<>();
    calls.forEach(
        call ->
            all.add(
                JsonNodeFactory.instance
                    .arrayNode()
                    .add(call.get("id"))
                    .add(call.get("name"))
                    .add(call.get("arguments"))));
    return JsonNodeFactory.instance.arrayNode().addAll(all);
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? null : node.asText();
  }
}
