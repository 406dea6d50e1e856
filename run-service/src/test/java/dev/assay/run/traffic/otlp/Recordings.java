package dev.assay.run.traffic.otlp;

import dev.assay.run.traffic.otlp.spans.Span;
import dev.assay.run.traffic.otlp.spans.SpanKind;
import dev.assay.run.traffic.otlp.wire.OtlpFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * One question to an agent, which asks a model, a tool, and the model again: as each dialect tells
 * it. The names of attributes are those that the instrumentations write.
 */
final class Recordings {
  /** All of them. */
  static final List<String> ALL =
      List.of(
          "openllmetry",
          "gen-ai-events",
          "gen-ai-1.37",
          "gen-ai-moved",
          "openinference",
          "vercel-ai",
          "vercel-ai-4");

  private Recordings() {}

  /** The JSON of a recording. */
  static byte[] json(String name) {
    try (InputStream in = Recordings.class.getResourceAsStream("/otlp/" + name + ".json")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A recording as a message. */
  static ExportTraceServiceRequest message(String name) {
    return OtlpFormat.JSON.read(new ByteArrayInputStream(json(name)));
  }

  /** The same, as it would be told of another trace. */
  static ExportTraceServiceRequest message(String name, byte[] traceId) {
    ExportTraceServiceRequest.Builder request = message(name).toBuilder();
    for (ResourceSpans.Builder process : request.getResourceSpansBuilderList()) {
      for (ScopeSpans.Builder scope : process.getScopeSpansBuilderList()) {
        scope
            .getSpansBuilderList()
            .forEach(span -> span.setTraceId(com.google.protobuf.ByteString.copyFrom(traceId)));
      }
    }
    return request.build();
  }

  /** The spans of a recording in their one shape. */
  static List<Span> spans(String name) {
    return GivenSpans.of(message(name)).good();
  }

  /** Those of a kind. */
  static List<Span> spans(String name, SpanKind kind) {
    return spans(name).stream().filter(span -> span.kind() == kind).toList();
  }
}
