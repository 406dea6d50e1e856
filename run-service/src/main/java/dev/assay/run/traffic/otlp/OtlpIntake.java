package dev.assay.run.traffic.otlp;

import dev.assay.run.traffic.otlp.spans.OutermostSpans;
import dev.assay.run.traffic.otlp.spans.OutermostSpans.Found;
import dev.assay.run.traffic.otlp.spans.Span;
import dev.assay.run.traffic.otlp.spans.SpanKey;
import dev.assay.run.traffic.otlp.spans.SpanKind;
import dev.assay.run.traffic.otlp.spans.SpanStore;
import dev.assay.run.traffic.redaction.SettingsStore;
import dev.assay.run.traffic.requests.TrafficIntake;
import dev.assay.run.traffic.requests.TrafficKind;
import dev.assay.run.traffic.requests.TrafficRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Takes spans in. Calls of models become requests at once. The outermost agent of a trace becomes
 * an execution, as soon as it is known that nothing lies above it. All of it may come again, in
 * part or as a whole, and counts once.
 */
@ApplicationScoped
public class OtlpIntake {
  private final SpanStore store;
  private final OutermostSpans outermost;
  private final TrafficIntake traffic;
  private final SettingsStore settings;
  private final DoubledCalls doubled;

  OtlpIntake(
      SpanStore store,
      OutermostSpans outermost,
      TrafficIntake traffic,
      SettingsStore settings,
      DoubledCalls doubled) {
    this.settings = settings;
    this.doubled = doubled;
    this.store = store;
    this.outermost = outermost;
    this.traffic = traffic;
  }

  /** Stores spans, and what of traffic comes of them. */
  Uni<Void> take(UUID workspaceId, List<Span> spans) {
    if (spans.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return settings
        .without(workspaceId, spans, (rules, span) -> span.without(rules))
        .flatMap(redacted -> store(workspaceId, redacted));
  }

  private Uni<Void> store(UUID workspaceId, List<Span> spans) {
    List<Span> calls = spans.stream().filter(span -> span.kind() == SpanKind.LLM).toList();
    Set<String> traces = new LinkedHashSet<>();
    spans.stream().map(Span::traceId).forEach(traces::add);
    return store
        .write(workspaceId, spans)
        .flatMap(stored -> store.withCallBelow(workspaceId, calls))
        .flatMap(twice -> requests(workspaceId, calls, twice))
        .flatMap(told -> doubled.takeBack(workspaceId, calls))
        .flatMap(told -> executions(workspaceId, traces, false));
  }

  private Uni<Void> requests(UUID workspaceId, List<Span> calls, Set<SpanKey> twice) {
    List<TrafficRecord> records =
        calls.stream()
            .filter(call -> !twice.contains(new SpanKey(call.traceId(), call.spanId())))
            .map(SpanRecords::request)
            .toList();
    return told(workspaceId, TrafficKind.REQUEST, records);
  }

  /**
   * Tells the executions of some traces as far as they are known.
   *
   * @param last whether nothing more is waited for
   */
  Uni<Void> executions(UUID workspaceId, Collection<String> traces, boolean last) {
    return outermost
        .find(workspaceId, traces)
        .flatMap(
            found -> {
              Map<String, List<Found>> byTrace = new LinkedHashMap<>();
              List<SpanKey> done = new ArrayList<>();
              for (Found one : found) {
                if (!one.inside()) {
                  byTrace.computeIfAbsent(one.key().traceId(), id -> new ArrayList<>()).add(one);
                }
                if (one.inside() || one.certain() || last) {
                  done.add(one.key());
                }
              }
              List<TrafficRecord> records =
                  byTrace.values().stream()
                      .flatMap(some -> SpanRecords.executions(some, last).stream())
                      .toList();
              return told(workspaceId, TrafficKind.AGENT_EXECUTION, records)
                  .flatMap(told -> outermost.told(workspaceId, done));
            });
  }

  private Uni<Void> told(UUID workspaceId, TrafficKind kind, List<TrafficRecord> records) {
    return records.isEmpty()
        ? Uni.createFrom().voidItem()
        : traffic.takeRedacted(workspaceId, kind, records).replaceWithVoid();
  }
}
