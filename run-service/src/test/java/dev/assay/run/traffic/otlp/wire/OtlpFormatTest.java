package dev.assay.run.traffic.otlp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.run.platform.problem.ProblemException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OtlpFormatTest {
  private static ExportTraceServiceRequest json(String text) {
    return OtlpFormat.JSON.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] recording() throws IOException {
    try (InputStream in = OtlpFormatTest.class.getResourceAsStream("/otlp/openinference.json")) {
      return in.readAllBytes();
    }
  }

  @Test
  void shouldReadTheSameFromBothForms() throws IOException {
    // Given
    ExportTraceServiceRequest fromJson =
        OtlpFormat.JSON.read(new ByteArrayInputStream(recording()));

    // When
    ExportTraceServiceRequest fromProtobuf =
        OtlpFormat.PROTOBUF.read(new ByteArrayInputStream(fromJson.toByteArray()));

    // Then
    assertThat(fromProtobuf).isEqualTo(fromJson);
    Span span = fromJson.getResourceSpans(0).getScopeSpans(0).getSpans(0);
    assertThat(span.getTraceId().size()).isEqualTo(16);
    assertThat(span.getStartTimeUnixNano()).isEqualTo(1_793_527_200_001_000_000L);
  }

  @Test
  void shouldReadWhatTheJsonOfProtocolBuffersAllows() {
    // When
    ExportTraceServiceRequest request =
        json(
            """
            {"resource_spans": [{"unknown": {"a": [1, {}]}, "scopeSpans": [{"spans": [
              {"name": "a", "kind": "SPAN_KIND_CLIENT", "flags": 257, "status": null,
               "startTimeUnixNano": 18446744073709551615, "status": {"code": 2},
               "attributes": [{"key": "n", "value": {"intValue": 7}},
                              {"key": "d", "value": {"doubleValue": "0.5"}},
                              {"key": "b", "value": {"bytesValue": "AQI="}}]}]}]}]}
            """);

    // Then
    Span span = request.getResourceSpans(0).getScopeSpans(0).getSpans(0);
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(span.getStartTimeUnixNano()).isEqualTo(-1);
    assertThat(span.getStatus().getCodeValue()).isEqualTo(2);
    assertThat(span.getAttributes(0).getValue().getIntValue()).isEqualTo(7);
    assertThat(span.getAttributes(1).getValue().getDoubleValue()).isEqualTo(0.5);
    assertThat(span.getAttributes(2).getValue().getBytesValue().size()).isEqualTo(2);
  }

  @Test
  void shouldRefuseWhatIsCutShort() throws IOException {
    byte[] protobuf = OtlpFormat.JSON.read(new ByteArrayInputStream(recording())).toByteArray();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () ->
                OtlpFormat.PROTOBUF.read(
                    new ByteArrayInputStream(Arrays.copyOf(protobuf, protobuf.length / 2))))
        .withMessageContaining("cut short");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> json("{\"resourceSpans\": [{"))
        .withMessageContaining("cut short");
  }

  @Test
  void shouldSayWhereJsonIsWrong() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> json("{\"resourceSpans\": 7}"))
        .withMessageContaining("no list at resourceSpans");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> json("[]"))
        .withMessageContaining("no JSON object");
  }

  @Test
  void shouldRefuseEndlessNesting() {
    String deep = "{\"arrayValue\":{\"values\":[".repeat(2_000);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () ->
                json(
                    "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"a\",\"value\":"
                        + deep));
  }
}
