package dev.assay.run.traffic.slices.spans;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.traffic.otlp.spans.SpanKey;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Finds for records that are frozen for a run the spans that are theirs: an item's extra.spans. */
@ApplicationScoped
public class FrozenSpans {
  /** Records whose traces are looked at together. */
  private static final int TOGETHER = 50;

  /** Bytes of contents that are read together, if not of one record alone. */
  private static final long BYTES = 4L * 1024 * 1024;

  private final SpanRows rows;

  FrozenSpans(SpanRows rows) {
    this.rows = rows;
  }

  /**
   * Finds those of each record, in their order.
   *
   * @param kinds of which scorers look at the content
   * @param then takes a record with its spans; it is called on worker threads
   */
  public <R extends Spanned> Uni<Void> each(
      UUID workspaceId, List<R> records, Set<String> kinds, BiConsumer<R, ObjectNode> then) {
    List<List<R>> parts = new ArrayList<>();
    for (int i = 0; i < records.size(); i += TOGETHER) {
      parts.add(records.subList(i, Math.min(records.size(), i + TOGETHER)));
    }
    return InOrder.each(parts, part -> part(workspaceId, part, kinds, then));
  }

  private <R extends Spanned> Uni<Void> part(
      UUID workspaceId, List<R> part, Set<String> kinds, BiConsumer<R, ObjectNode> then) {
    Set<String> ids = new LinkedHashSet<>();
    part.stream().map(Spanned::traceId).filter(id -> id != null).forEach(ids::add);
    return rows.traces(workspaceId, ids)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(traces -> plans(part, kinds, traces))
        .flatMap(plans -> InOrder.each(together(plans), some -> complete(workspaceId, some, then)));
  }

  /** A record with what is to be kept of its spans; null with the note why there are none. */
  private record Plan<R extends Spanned>(R record, Kept kept, boolean truncated, String note) {
    private long bytes() {
      return kept == null ? 0 : kept.whole().stream().mapToLong(SpanLine::bytes).sum();
    }

    private List<SpanKey> keys() {
      return kept == null
          ? List.of()
          : kept.whole().stream()
              .map(line -> new SpanKey(record.traceId(), line.spanId()))
              .toList();
    }
  }

  private static <R extends Spanned> List<Plan<R>> plans(
      List<R> part, Set<String> kinds, Map<String, SpanRows.Trace> traces) {
    Map<String, TraceOwners> owners = new HashMap<>();
    List<Plan<R>> plans = new ArrayList<>();
    for (R record : part) {
      SpanRows.Trace trace = traces.get(record.traceId());
      if (trace == null) {
        plans.add(without(record, "It was logged without a trace, so that no spans are known."));
        continue;
      }
      TraceOwners of =
          owners.computeIfAbsent(
              record.traceId(), id -> TraceOwners.of(id, trace.lines(), trace.records()));
      plans.add(plan(record, kinds, trace, of));
    }
    return plans;
  }

  private static <R extends Spanned> Plan<R> plan(
      R record, Set<String> kinds, SpanRows.Trace trace, TraceOwners owners) {
    TraceRecord.Key key = new TraceRecord.Key(record.kind(), record.id());
    List<SpanLine> own = owners.of(key);
    String execution = owners.executionOf(key);
    if (!own.isEmpty()) {
      return new Plan<>(record, Kept.of(own, kinds), trace.truncated(), null);
    }
    if (execution != null) {
      return without(
          record,
          "It is a part of the execution "
              + execution
              + ", which has the spans: launch a run over its agent.");
    }
    return without(
        record,
        trace.lines().isEmpty()
            ? "No spans of its trace are stored."
            : "The spans of its trace are of other requests and executions.");
  }

  private static <R extends Spanned> Plan<R> without(R record, String note) {
    return new Plan<>(record, null, false, note);
  }

  private static <R extends Spanned> List<List<Plan<R>>> together(List<Plan<R>> plans) {
    List<List<Plan<R>>> parts = new ArrayList<>();
    List<Plan<R>> open = new ArrayList<>();
    long bytes = 0;
    for (Plan<R> plan : plans) {
      if (!open.isEmpty() && bytes + plan.bytes() > BYTES) {
        parts.add(open);
        open = new ArrayList<>();
        bytes = 0;
      }
      open.add(plan);
      bytes += plan.bytes();
    }
    parts.add(open);
    return parts;
  }

  private <R extends Spanned> Uni<Void> complete(
      UUID workspaceId, List<Plan<R>> plans, BiConsumer<R, ObjectNode> then) {
    List<SpanKey> keys = plans.stream().flatMap(plan -> plan.keys().stream()).toList();
    return rows.contents(workspaceId, keys)
        // Items are large: they are written where nobody waits.
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(
            contents -> plans.forEach(plan -> then.accept(plan.record(), spans(plan, contents))))
        .replaceWithVoid();
  }

  private static ObjectNode spans(Plan<?> plan, Map<SpanKey, ObjectNode> contents) {
    ObjectNode spans = Json.mapper().createObjectNode();
    if (plan.kept() == null) {
      return spans.put("note", plan.note());
    }
    spans.put("trace_id", plan.record().traceId());
    spans.put("left_out", plan.kept().leftOut());
    if (plan.truncated()) {
      spans.put("truncated", true);
    }
    ArrayNode all = spans.putArray("spans");
    plan.kept()
        .nodes()
        .forEach(node -> all.add(span(plan, node.span(), SpanContent.line(node), contents)));
    return spans;
  }

  private static ObjectNode span(
      Plan<?> plan, SpanLine line, ObjectNode span, Map<SpanKey, ObjectNode> contents) {
    Kept.Withheld withheld = plan.kept().withheld().get(line.spanId());
    ObjectNode content = contents.get(new SpanKey(plan.record().traceId(), line.spanId()));
    if (withheld != null) {
      span.put("withheld", withheld.wire());
    } else if (content != null) {
      span.setAll(content);
    }
    return span;
  }
}
