package dev.assay.run.traffic.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** A trace that a test makes up, span by span, in the words of OpenInference. */
final class Traced {
  private static final long AT = 1_793_527_200_000_000_000L;

  final String id = UUID.randomUUID().toString().replace("-", "");
  private final List<Span> spans = new ArrayList<>();

  /** The id of a span. */
  static String span(int n) {
    return "%016x".formatted(n);
  }

  /**
   * Adds a span that takes ten milliseconds for each of its number.
   *
   * @param parent number of the span above, 0 for none
   * @param attributes names and values
   */
  Traced add(int n, int parent, String kind, String name, String... attributes) {
    spans.add(build(n, parent, kind, name, attributes).build());
    return this;
  }

  /** Adds one that failed. */
  Traced failed(int n, int parent, String kind, String name, String error) {
    Status.Builder status =
        Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage(error);
    spans.add(build(n, parent, kind, name).setStatus(status).build());
    return this;
  }

  private Span.Builder build(int n, int parent, String kind, String name, String... attributes) {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(bytes(id))
            .setSpanId(bytes(span(n)))
            .setName(name)
            .setStartTimeUnixNano(AT + n * 10_000_000L)
            .setEndTimeUnixNano(AT + n * 10_000_000L + n * 1_000_000L);
    if (parent != 0) {
      span.setParentSpanId(bytes(span(parent)));
    }
    attribute(span, "openinference.span.kind", kind);
    for (int i = 0; i < attributes.length; i += 2) {
      attribute(span, attributes[i], attributes[i + 1]);
    }
    return span;
  }

  private static void attribute(Span.Builder span, String key, String value) {
    span.addAttributes(
        KeyValue.newBuilder().setKey(key).setValue(AnyValue.newBuilder().setStringValue(value)));
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  /** Sends it, and is sure that it was taken. */
  Traced send() {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request.addResourceSpansBuilder().addScopeSpansBuilder().addAllSpans(spans);
    Exporter.sendWell(request.build());
    return this;
  }
}
