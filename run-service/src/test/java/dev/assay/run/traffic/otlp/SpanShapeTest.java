package dev.assay.run.traffic.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.assay.run.traffic.otlp.spans.SpanKind;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanShapeTest {
  private static final long AT = 1_793_527_200_000_000_000L;

  private static Span.Builder span(Map<String, String> attributes) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex("5b".repeat(16))))
            .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex("a1".repeat(8))))
            .setName("call")
            .setStartTimeUnixNano(AT)
            .setEndTimeUnixNano(AT + 5_000_000);
    attributes.forEach(
        (key, value) ->
            span.addAttributes(
                KeyValue.newBuilder()
                    .setKey(key)
                    .setValue(AnyValue.newBuilder().setStringValue(value))));
    return span;
  }

  private static GivenSpans given(Span.Builder... spans) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    for (Span.Builder span : spans) {
      request.addResourceSpansBuilder().addScopeSpansBuilder().addSpans(span);
    }
    return GivenSpans.of(request.build());
  }

  private static dev.assay.run.traffic.otlp.spans.Span read(Span.Builder span) {
    GivenSpans given = given(span);
    assertThat(given.refused()).isZero();
    return given.good().get(0);
  }

  @Test
  void shouldReadAnAnswerThatIsJsonAsJson() {
    // Given
    Map<String, String> call =
        Map.of(
            "gen_ai.operation.name", "chat",
            "gen_ai.completion.0.content", "{\"total\": 119.00, \"currency\": \"EUR\"}");

    // Then
    assertThat(read(span(call)).output().toString())
        .isEqualTo("{\"total\":119.00,\"currency\":\"EUR\"}");
  }

  @Test
  void shouldPutAListTogetherWhateverItsIndexes() {
    // Given
    Map<String, String> call =
        Map.of(
            "openinference.span.kind", "LLM",
            "llm.input_messages.99999999.message.content", "second",
            "llm.input_messages.7.message.content", "first",
            "llm.input_messages.7.message.role", "system");

    // Then
    assertThat(read(span(call)).input().toString())
        .isEqualTo(
            "[{\"role\":\"system\",\"content\":\"first\"},"
                + "{\"role\":\"user\",\"content\":\"second\"}]");
  }

  @Test
  void shouldLeaveTextThatOnlyLooksLikeJson() {
    // Given
    Map<String, String> call =
        Map.of(
            "gen_ai.operation.name", "chat",
            "gen_ai.input.messages", "[truncated",
            "gen_ai.output.messages", "[".repeat(300) + "]".repeat(300));

    // When
    var read = read(span(call));

    // Then
    assertThat(read.input().toString()).contains("[truncated");
    assertThat(read.output().asText()).startsWith("[[[");
  }

  @Test
  void shouldSayWhyACallFailed() {
    // Given
    Span.Builder failed =
        span(Map.of("gen_ai.operation.name", "chat", "error.type", "timeout"))
            .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    failed
        .addEventsBuilder()
        .setName("exception")
        .addAttributesBuilder()
        .setKey("exception.message")
        .setValue(AnyValue.newBuilder().setStringValue("took too long"));

    // Then
    assertThat(read(failed).failed()).isTrue();
    assertThat(read(failed).error()).isEqualTo("took too long");
    assertThat(read(failed.clearEvents()).error()).isEqualTo("timeout");
  }

  @Test
  void shouldTakeASpanOfAnythingElseForWhatItIs() {
    assertThat(read(span(Map.of("http.request.method", "GET"))).kind()).isEqualTo(SpanKind.OTHER);
    assertThat(read(span(Map.of("operation.name", "chat"))).kind()).isEqualTo(SpanKind.OTHER);
  }

  @Test
  void shouldKnowAParentElsewhereFromOneThatIsStillToCome() {
    // Given
    ByteString parent = ByteString.copyFrom(HexFormat.of().parseHex("b2".repeat(8)));

    // Then
    assertThat(read(span(Map.of())).root()).isTrue();
    assertThat(read(span(Map.of()).setParentSpanId(parent).setFlags(0x101)).root()).isFalse();
    assertThat(read(span(Map.of()).setParentSpanId(parent).setFlags(0x301)).root()).isTrue();
    assertThat(read(span(Map.of()).setParentSpanId(parent)).root()).isFalse();
  }

  @Test
  void shouldRefuseOneSpanForWhatIsWrongWithItAlone() {
    // Given
    String large = "x".repeat(GivenSpans.LARGEST);

    // When
    GivenSpans given =
        given(
            span(Map.of()),
            span(Map.of()).clearTraceId(),
            span(Map.of()).setSpanId(ByteString.copyFrom(new byte[8])),
            span(Map.of()).clearEndTimeUnixNano(),
            span(Map.of("gen_ai.prompt.0.content", large)));

    // Then
    assertThat(given.good()).hasSize(1);
    assertThat(given.refused()).isEqualTo(4);
    assertThat(given.why())
        .contains("2 without a valid trace_id and span_id")
        .contains("1 without a start and end")
        .contains("1 larger than 3145728 bytes");
  }
}
