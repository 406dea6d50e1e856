package dev.assay.run.traffic.slices.spans;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whose the spans of a trace are. Each is of one record, so that none counts twice in whatever run:
 * of the execution that it lies below; else of the request that it is, or lies below; else of the
 * request that came next, which could make use of it, and after the last of that. Requests within
 * an execution have none: what they did is told by that.
 */
final class TraceOwners {
  private static final Comparator<TraceRecord> BY_END =
      Comparator.comparing(TraceRecord::at)
          .thenComparing(TraceRecord::kind)
          .thenComparing(TraceRecord::id);

  private final String traceId;
  private final Map<String, SpanLine> lines = new LinkedHashMap<>();
  private final Map<String, TraceRecord> executions = new HashMap<>();
  private final Map<String, TraceRecord> requests = new HashMap<>();
  private final Map<TraceRecord.Key, List<SpanLine>> owned = new HashMap<>();
  private final Map<TraceRecord.Key, String> within = new HashMap<>();

  private TraceOwners(String traceId) {
    this.traceId = traceId;
  }

  /**
   * Tells them apart.
   *
   * @param spans by their beginning
   * @param records all of the trace
   */
  static TraceOwners of(String traceId, List<SpanLine> spans, List<TraceRecord> records) {
    TraceOwners owners = new TraceOwners(traceId);
    spans.forEach(span -> owners.lines.putIfAbsent(span.spanId(), span));
    owners.place(records);
    return owners;
  }

  /** Those of a record, by their beginning; empty for none. */
  List<SpanLine> of(TraceRecord.Key record) {
    return owned.getOrDefault(record, List.of());
  }

  /** The id of the execution that tells what a request did; null for none. */
  String executionOf(TraceRecord.Key record) {
    return within.get(record);
  }

  private void place(List<TraceRecord> records) {
    List<TraceRecord> loose = new ArrayList<>();
    for (TraceRecord record : records.stream().sorted(BY_END).toList()) {
      SpanLine span = standsFor(record);
      Map<String, TraceRecord> anchors = record.isExecution() ? executions : requests;
      if (span == null || anchors.putIfAbsent(span.spanId(), record) != null) {
        loose.add(record);
      }
    }
    List<TraceRecord> free = new ArrayList<>(loose);
    requests.forEach(
        (span, request) -> {
          TraceRecord execution = above(lines.get(span), executions);
          if (execution == null) {
            free.add(request);
          } else {
            within.put(request.key(), execution.id());
          }
        });
    List<TraceRecord> others = heirs(free, records);
    for (SpanLine line : lines.values()) {
      TraceRecord owner = owner(line, others);
      if (owner != null) {
        owned.computeIfAbsent(owner.key(), key -> new ArrayList<>()).add(line);
      }
    }
  }

  /** To whom a span goes that nobody stands for: to executions that were logged by themselves. */
  private static List<TraceRecord> heirs(List<TraceRecord> free, List<TraceRecord> records) {
    List<TraceRecord> first = sorted(free, TraceRecord::isExecution);
    List<TraceRecord> second = first.isEmpty() ? sorted(free, any -> true) : first;
    return second.isEmpty() ? sorted(records, TraceRecord::isExecution) : second;
  }

  private static List<TraceRecord> sorted(List<TraceRecord> records, Predicate<TraceRecord> which) {
    return records.stream().filter(which).sorted(BY_END).toList();
  }

  private TraceRecord owner(SpanLine line, List<TraceRecord> others) {
    TraceRecord execution = above(line, executions);
    if (execution != null) {
      return execution;
    }
    TraceRecord request = above(line, requests);
    return request != null ? request : next(line.endedAt(), others);
  }

  private static TraceRecord next(OffsetDateTime ended, List<TraceRecord> others) {
    return others.stream()
        .filter(record -> !record.begin().isBefore(ended))
        .min(Comparator.comparing(TraceRecord::begin).thenComparing(BY_END))
        .or(() -> others.stream().filter(record -> !record.at().isBefore(ended)).findFirst())
        .orElseGet(() -> others.isEmpty() ? null : others.get(others.size() - 1));
  }

  /** The nearest of them at or above a span; there may be a circle. */
  private TraceRecord above(SpanLine line, Map<String, TraceRecord> anchors) {
    Set<String> seen = new HashSet<>();
    for (SpanLine at = line;
        at != null && seen.add(at.spanId());
        at = at.parentId() == null ? null : lines.get(at.parentId())) {
      TraceRecord found = anchors.get(at.spanId());
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /**
   * The span that a record stands for, by its id; the first execution of a trace has the id of that
   * and ended when its span did. Null for a record that was not made of a span.
   */
  private SpanLine standsFor(TraceRecord record) {
    if (record.id().startsWith(traceId + "-")) {
      return lines.get(record.id().substring(traceId.length() + 1));
    }
    return record.isExecution() && record.id().equals(traceId)
        ? lines.values().stream()
            .filter(line -> line.mayBeExecution() && line.endedAt().isEqual(record.at()))
            .findFirst()
            .orElse(null)
        : null;
  }
}
