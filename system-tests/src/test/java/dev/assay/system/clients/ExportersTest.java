package dev.assay.system.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Npm;
import dev.assay.system.harness.Patience;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Exporters and instrumentations as they are published report a call of the simulated provider: the
 * same call arrives as the same request through each, which is what the provider said when it was
 * asked without any of them.
 */
@ExtendWith(SharedStack.class)
class ExportersTest {
  private static final String ASKED =
      """
      [{"role": "system", "content": "Answer briefly."},
       {"role": "user", "content": "Capital of France?"}]
      """;

  /** The request of an environment, which no other test reports from. */
  private static JsonNode request(Stack stack, String environment) {
    JsonNode found =
        await()
            .atMost(Patience.LONG)
            .until(
                () ->
                    stack
                        .api()
                        .ask("GET", "/v1/traffic/requests?environment=" + environment, null)
                        .path("data"),
                data -> !data.isEmpty());
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  /** What the provider says to the question; it says the same whoever asks. */
  private static JsonNode answer(Stack stack) {
    ObjectNode question = Api.object().put("model", "any");
    question.set("messages", Api.json(ASKED));
    return new Api(stack.simulator().url(), "none").ask("POST", "/v1/chat/completions", question);
  }

  private static void isThatCall(JsonNode request, JsonNode answer) {
    JsonNode choice = answer.path("choices").path(0);
    assertThat(request.path("status").asText()).isEqualTo("completed");
    assertThat(request.path("provider").asText()).isEqualTo("openai");
    assertThat(request.path("model").asText()).isEqualTo("any");
    assertThat(request.path("input")).isEqualTo(Api.json(ASKED));
    assertThat(request.path("response")).isEqualTo(choice.path("message").path("content"));
    assertThat(request.path("tokens").path("input").asLong())
        .isPositive()
        .isEqualTo(answer.path("usage").path("prompt_tokens").asLong());
    assertThat(request.path("tokens").path("output").asLong())
        .isPositive()
        .isEqualTo(answer.path("usage").path("completion_tokens").asLong());
    assertThat(request.path("latency_ms").isIntegralNumber()).isTrue();
    assertThat(request.path("metadata").path("service").asText()).isEqualTo("support");
    assertThat(request.path("metadata").path("finish_reasons"))
        .containsExactly(choice.path("finish_reason"));
  }

  @ParameterizedTest
  @CsvSource({
    "sdk,protobuf",
    "sdk,json",
    "openai,protobuf",
    "openai,json",
    "ai,protobuf",
    "ai,json"
  })
  void shouldTakeWhatInstrumentationsOfJavaScriptReport(
      String instrumentation, String format, Stack stack) {
    // Given
    String environment = instrumentation + "-" + format;
    Node node = Node.find();
    Path exporters = Npm.install(Path.of("src/test/exporters"), Path.of("target/exporters"));

    // When
    String said =
        node.run(
            Map.of(
                "PROVIDER_URL",
                stack.simulator().url(),
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                stack.url() + "/v1/otlp",
                "OTEL_EXPORTER_OTLP_HEADERS",
                "authorization=Bearer%20" + stack.key(),
                "OTEL_EXPORTER_OTLP_COMPRESSION",
                "gzip",
                "OTEL_RESOURCE_ATTRIBUTES",
                "service.name=support,deployment.environment.name=" + environment),
            exporters.resolve("report.mjs").toString(),
            instrumentation,
            format);

    // Then
    JsonNode request = request(stack, environment);
    isThatCall(request, answer(stack));
    assertThat(request.path("response")).isEqualTo(Api.json(said).path("said"));
  }

  @ParameterizedTest
  @CsvSource({"none", "gzip"})
  void shouldTakeWhatTheSdkOfJavaExports(String compression, Stack stack) {
    // Given
    String environment = "java-" + compression;
    JsonNode answer = answer(stack);
    JsonNode choice = answer.path("choices").path(0);

    // When
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(stack.url() + "/v1/otlp/v1/traces")
            .setCompression(compression)
            .addHeader("Authorization", "Bearer " + stack.key())
            .build();
    try (SdkTracerProvider tracing =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "support",
                        AttributeKey.stringKey("deployment.environment.name"),
                        environment)))
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
            .build()) {
      Span span =
          tracing
              .get("test")
              .spanBuilder("chat any")
              .setSpanKind(SpanKind.CLIENT)
              .setAttribute("gen_ai.operation.name", "chat")
              .setAttribute("gen_ai.provider.name", "openai")
              .setAttribute("gen_ai.request.model", "any")
              .setAttribute("gen_ai.response.model", answer.path("model").asText())
              .setAttribute(
                  AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"),
                  List.of(choice.path("finish_reason").asText()))
              .setAttribute(
                  "gen_ai.usage.input_tokens", answer.path("usage").path("prompt_tokens").asLong())
              .setAttribute(
                  "gen_ai.usage.output_tokens",
                  answer.path("usage").path("completion_tokens").asLong())
              .setAttribute(
                  "gen_ai.system_instructions",
                  "[{\"type\":\"text\",\"content\":\"Answer briefly.\"}]")
              .setAttribute(
                  "gen_ai.input.messages",
                  "[{\"role\":\"user\",\"parts\":"
                      + "[{\"type\":\"text\",\"content\":\"Capital of France?\"}]}]")
              .setAttribute(
                  "gen_ai.output.messages",
                  "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":"
                      + choice.path("message").path("content")
                      + "}],\"finish_reason\":\"stop\"}]")
              .startSpan();
      span.end();
      assertThat(tracing.forceFlush().join(30, TimeUnit.SECONDS).isSuccess()).isTrue();
    }

    // Then
    isThatCall(request(stack, environment), answer);
  }

  @Test
  void shouldGiveTheTreeOfWhatVercelsSdkReports(Stack stack) {
    // Given
    Node node = Node.find();
    Path exporters = Npm.install(Path.of("src/test/exporters"), Path.of("target/exporters"));

    // When
    node.run(
        Map.of(
            "PROVIDER_URL",
            stack.simulator().url(),
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            stack.url() + "/v1/otlp",
            "OTEL_EXPORTER_OTLP_HEADERS",
            "authorization=Bearer%20" + stack.key(),
            "OTEL_RESOURCE_ATTRIBUTES",
            "service.name=support,deployment.environment.name=tree"),
        exporters.resolve("report.mjs").toString(),
        "ai",
        "protobuf");

    // Then
    JsonNode tree =
        stack
            .api()
            .ask(
                "GET",
                "/v1/traffic/traces/" + request(stack, "tree").path("trace_id").asText(),
                null);
    assertThat(tree.path("complete").asBoolean()).isTrue();
    assertThat(tree.path("spans"))
        .extracting(span -> span.path("kind").asText() + " " + span.path("name").asText())
        .containsExactly("chain ai.generateText", "llm ai.generateText.doGenerate");
  }
}
