package dev.assay.run.traffic.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.assay.run.traffic.otlp.dialects.SpanReader;
import dev.assay.run.traffic.otlp.spans.Span;
import dev.assay.run.traffic.otlp.wire.AnyValues;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The spans of a request: those that can be taken, and why the others cannot. */
final class GivenSpans {
  /** Largest span as it travels: some of it grows by a third when it is stored. */
  static final int LARGEST = 3 * 1024 * 1024;

  /** Most spans of one request; exporters send 512 unless told otherwise. */
  static final int MOST = 20_000;

  private static final int TRACE_ID = 16;
  private static final int SPAN_ID = 8;
  private static final long NANOS = 1_000_000_000L;
  private static final Instant FIRST = Instant.parse("2015-01-01T00:00:00Z");

  private final List<Span> good = new ArrayList<>();
  private final Map<String, Long> refused = new LinkedHashMap<>();

  private GivenSpans() {}

  /** Of a request. */
  static GivenSpans of(ExportTraceServiceRequest request) {
    GivenSpans given = new GivenSpans();
    for (ResourceSpans process : request.getResourceSpansList()) {
      Map<String, JsonNode> resource = AnyValues.map(process.getResource().getAttributesList());
      for (ScopeSpans scope : process.getScopeSpansList()) {
        scope.getSpansList().forEach(span -> given.add(span, resource));
      }
    }
    return given;
  }

  private void add(io.opentelemetry.proto.trace.v1.Span span, Map<String, JsonNode> resource) {
    String wrong = good.size() < MOST ? wrong(span) : "beyond " + MOST + " in one request";
    if (wrong == null) {
      good.add(SpanReader.read(span, resource));
    } else {
      refused.merge(wrong, 1L, Long::sum);
    }
  }

  private static String wrong(io.opentelemetry.proto.trace.v1.Span span) {
    if (isNoId(span.getTraceId(), TRACE_ID) || isNoId(span.getSpanId(), SPAN_ID)) {
      return "without a valid trace_id and span_id";
    }
    if (!span.getParentSpanId().isEmpty() && span.getParentSpanId().size() != SPAN_ID) {
      return "with a parent_span_id that is none";
    }
    if (isNoTime(span.getStartTimeUnixNano()) || isNoTime(span.getEndTimeUnixNano())) {
      return "without a start and end between 2015 and now";
    }
    if (Long.compareUnsigned(span.getEndTimeUnixNano(), span.getStartTimeUnixNano()) < 0) {
      return "that end before they begin";
    }
    if (span.getSerializedSize() > LARGEST) {
      return "larger than " + LARGEST + " bytes";
    }
    return null;
  }

  private static boolean isNoId(ByteString id, int size) {
    return id.size() != size || id.equals(ByteString.copyFrom(new byte[size]));
  }

  private static boolean isNoTime(long nanos) {
    Instant at = Instant.ofEpochSecond(Long.divideUnsigned(nanos, NANOS));
    return at.isBefore(FIRST) || at.isAfter(Instant.now().plus(1, ChronoUnit.DAYS));
  }

  /** Those that can be taken. */
  List<Span> good() {
    return good;
  }

  /** How many cannot. */
  long refused() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Why not, for whoever looks after the exporter. */
  String why() {
    return refused.entrySet().stream()
        .map(reason -> reason.getValue() + " " + reason.getKey())
        .collect(Collectors.joining("; ", "Spans that were refused: ", "."));
  }
}
