package dev.assay.run.traffic.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.run.traffic.otlp.spans.OutermostSpans.Found;
import dev.assay.run.traffic.otlp.spans.Span;
import dev.assay.run.traffic.requests.TrafficRecord;
import dev.assay.run.traffic.requests.TrafficStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Records of traffic that come of spans. */
final class SpanRecords {
  private SpanRecords() {}

  /** A call of a model; its id is made of the two ids of its span. */
  static TrafficRecord request(Span call) {
    return record(call, id(call));
  }

  /**
   * Executions of a trace. The first has the id of the trace, the others those of their spans, too.
   *
   * @param outermost of one trace: first what was told already, then by time
   * @param last whether nothing more is waited for
   */
  static List<TrafficRecord> executions(List<Found> outermost, boolean last) {
    List<TrafficRecord> records = new ArrayList<>();
    boolean first = true;
    for (Found found : outermost) {
      // What was called from another process may turn out to lie within an execution there.
      boolean named = first && (found.whole() || !found.certain());
      first &= !named;
      if (found.span() != null && (last || found.certain())) {
        records.add(record(found.span(), named ? found.key().traceId() : id(found.span())));
      }
    }
    return records;
  }

  private static String id(Span span) {
    return span.traceId() + "-" + span.spanId();
  }

  /** Content need not be recorded: then there is an answer, but not here. */
  private static TrafficStatus status(Span span) {
    if (span.failed()) {
      return TrafficStatus.FAILED;
    }
    return span.output() == null ? TrafficStatus.INCOMPLETE : TrafficStatus.COMPLETED;
  }

  private static TrafficRecord record(Span span, String id) {
    Span.Prompt prompt = span.prompt();
    Span.Agent agent = span.agent();
    return new TrafficRecord(
        id,
        prompt == null ? null : prompt.name(),
        prompt == null ? null : prompt.version(),
        agent == null ? null : agent.name() == null ? agent.id() : agent.name(),
        agent == null ? null : agent.version(),
        span.domain(),
        span.feature(),
        span.provider(),
        span.model(),
        span.input(),
        span.output(),
        status(span),
        span.error(),
        Math.max(0, Duration.between(span.start(), span.end()).toMillis()),
        span.tokens(),
        span.cost(),
        span.end(),
        span.session(),
        span.environment(),
        span.traceId(),
        metadata(span));
  }

  private static JsonNode metadata(Span span) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    if (span.metadata() instanceof ObjectNode said) {
      metadata.setAll(said);
    }
    metadata.put("span", span.name());
    if (span.service() != null) {
      metadata.put("service", span.service());
    }
    if (span.responseId() != null) {
      metadata.put("response_id", span.responseId());
    }
    if (span.finishReasons() != null) {
      span.finishReasons().forEach(metadata.withArray("finish_reasons")::add);
    }
    return metadata;
  }
}
