package dev.assay.system.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** A receiver of traces by OTLP over HTTP, as operators have one. */
final class Collector implements AutoCloseable {
  private final Queue<Received> spans = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  /**
   * A span that came.
   *
   * @param service who sent it
   * @param events their attributes, each with its name as {@code event}
   * @param whole all of it as text
   */
  record Received(
      String service,
      String trace,
      String id,
      String parent,
      String name,
      Map<String, String> attributes,
      List<Map<String, String>> events,
      String whole) {}

  /** Starts to listen on any free port. */
  Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /** Where spans are to be sent, without a path. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What came of the units of a run, by trace. */
  List<List<Received>> traces(String run) {
    return List.copyOf(
        spans.stream()
            .filter(span -> run.equals(span.attributes().get("assay.run.id")))
            .collect(Collectors.groupingBy(Received::trace))
            .values());
  }

  private void take(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream body =
        zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
      ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body);
      request.getResourceSpansList().forEach(this::keep);
    }
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private void keep(ResourceSpans from) {
    String service = attributes(from.getResource().getAttributesList()).get("service.name");
    for (ScopeSpans scope : from.getScopeSpansList()) {
      scope.getSpansList().forEach(span -> spans.add(received(service, span)));
    }
  }

  private static Received received(String service, Span span) {
    HexFormat hex = HexFormat.of();
    return new Received(
        service,
        hex.formatHex(span.getTraceId().toByteArray()),
        hex.formatHex(span.getSpanId().toByteArray()),
        hex.formatHex(span.getParentSpanId().toByteArray()),
        span.getName(),
        attributes(span.getAttributesList()),
        span.getEventsList().stream().map(Collector::event).toList(),
        span.toString());
  }

  private static Map<String, String> event(Span.Event event) {
    Map<String, String> said = attributes(event.getAttributesList());
    said.put("event", event.getName());
    return said;
  }

  private static Map<String, String> attributes(List<KeyValue> all) {
    Map<String, String> said = new TreeMap<>();
    all.forEach(one -> said.put(one.getKey(), text(one.getValue())));
    return said;
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      default -> value.toString();
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
