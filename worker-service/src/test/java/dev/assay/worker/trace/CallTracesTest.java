package dev.assay.worker.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.message.ModelCall;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.Usage;
import dev.assay.common.status.OutcomeClass;
import dev.assay.common.trace.UnitTrace;
import dev.assay.link.trace.UnitSpans;
import dev.assay.worker.testing.Calls;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CallTracesTest {
  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final CallTraces traces =
      new CallTraces(
          new UnitSpans(
              OpenTelemetrySdk.builder()
                  .setTracerProvider(
                      SdkTracerProvider.builder()
                          .addSpanProcessor(SimpleSpanProcessor.create(exported))
                          .build())
                  .build(),
              1));

  private static Attempt attempt(int number, OutcomeClass outcome, Integer status, Usage usage) {
    return new Attempt(
        number,
        "w",
        Instant.parse("2026-01-01T00:00:00Z"),
        null,
        250,
        outcome,
        status,
        null,
        0,
        null,
        usage,
        null,
        null,
        outcome.isAnswer() ? null : "something that quotes the provider",
        false);
  }

  private static Map<String, Object> said(SpanData span) {
    Map<String, Object> said = new TreeMap<>();
    span.getAttributes().forEach((key, value) -> said.put(key.getKey(), value));
    return said;
  }

  @Test
  void shouldTellEachAttemptByTheConventions() {
    // Given
    ModelCall call = Calls.simulated().kind("azure_openai").build();

    // When
    traces.ended(call, attempt(1, OutcomeClass.RATE_LIMITED, 429, null));
    traces.ended(call, attempt(2, OutcomeClass.OK, 200, new Usage(10, 0, 4, 0)));

    // Then
    List<SpanData> spans = exported.getFinishedSpanItems();
    assertThat(spans)
        .hasSize(2)
        .allSatisfy(
            span -> {
              assertThat(span.getName()).isEqualTo("chat gpt-test");
              assertThat(span.getParentSpanId()).isEqualTo(UnitTrace.of(call.unit()).root());
              assertThat(span.getEndEpochNanos() - span.getStartEpochNanos())
                  .isEqualTo(250_000_000);
              assertThat(said(span))
                  .containsEntry("gen_ai.operation.name", "chat")
                  .containsEntry("gen_ai.provider.name", "azure.ai.openai")
                  .containsEntry("gen_ai.request.model", "gpt-test")
                  .doesNotContainKey("assay.question");
              assertThat(span.toString()).doesNotContain("quotes the provider");
            });
    assertThat(said(spans.get(0)))
        .containsEntry("error.type", "rate_limited")
        .containsEntry("http.response.status_code", 429L)
        .doesNotContainKey("gen_ai.usage.input_tokens");
    assertThat(spans.get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(said(spans.get(1)))
        .containsEntry("gen_ai.usage.input_tokens", 10L)
        .containsEntry("gen_ai.usage.output_tokens", 4L)
        .doesNotContainKey("error.type");
  }

  @Test
  void shouldTellTheQuestionOfAJudge() {
    // When
    traces.ended(
        Calls.simulated().question("fair/1", null).build(), attempt(1, OutcomeClass.OK, 200, null));

    // Then
    assertThat(said(exported.getFinishedSpanItems().get(0)))
        .containsEntry("assay.question", "fair/1");
  }

  @Test
  void shouldNotTraceWhatBelongsToNoRun() {
    // When
    traces.ended(Calls.simulated().replyTo(null).build(), attempt(1, OutcomeClass.OK, 200, null));

    // Then
    assertThat(exported.getFinishedSpanItems()).isEmpty();
  }
}
