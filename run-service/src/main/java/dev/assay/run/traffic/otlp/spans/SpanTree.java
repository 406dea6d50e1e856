package dev.assay.run.traffic.otlp.spans;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A trace as a tree, written flat: each span stands before those below it, with its depth, so that
 * no depth is too much for who reads it.
 *
 * @param traceId of it
 * @param complete whether there is one root, and all that is there lies below it
 * @param truncated whether there are more spans than are given
 * @param spans in the order of the tree, siblings by time
 */
@Schema(name = "SpanTree")
public record SpanTree(String traceId, boolean complete, boolean truncated, List<Node> spans) {

  /**
   * A span in its place.
   *
   * @param depth 0 for a root, and for a span whose parent is not there
   * @param span itself
   * @param children ids of the spans right below
   */
  @Schema(name = "SpanNode")
  public record Node(int depth, @JsonUnwrapped Span span, List<String> children) {}

  /** Of the spans of a trace, by time. */
  static SpanTree of(String traceId, List<Span> spans, boolean truncated) {
    Map<String, Span> byId = new LinkedHashMap<>();
    spans.forEach(span -> byId.putIfAbsent(span.spanId(), span));
    Map<String, List<Span>> below = new LinkedHashMap<>();
    List<Span> tops = new ArrayList<>();
    for (Span span : byId.values()) {
      if (span.parentId() != null && byId.containsKey(span.parentId())) {
        below.computeIfAbsent(span.parentId(), id -> new ArrayList<>()).add(span);
      } else {
        tops.add(span);
      }
    }
    List<Node> nodes = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    tops.forEach(top -> place(top, below, placed, nodes));
    boolean complete =
        !truncated
            && tops.size() == 1
            && tops.get(0).parentId() == null
            && placed.size() == byId.size();
    // Spans that are above each other in a circle have no top.
    byId.values().stream()
        .filter(span -> !placed.contains(span.spanId()))
        .forEach(span -> place(span, below, placed, nodes));
    return new SpanTree(traceId, complete, truncated, nodes);
  }

  private static void place(
      Span top, Map<String, List<Span>> below, Set<String> placed, List<Node> nodes) {
    Deque<Step> open = new ArrayDeque<>(List.of(new Step(0, top)));
    while (!open.isEmpty()) {
      Step step = open.pop();
      if (!placed.add(step.span().spanId())) {
        continue;
      }
      List<Span> children = below.getOrDefault(step.span().spanId(), List.of());
      nodes.add(new Node(step.depth(), step.span(), children.stream().map(Span::spanId).toList()));
      List<Span> lastFirst = new ArrayList<>(children);
      Collections.reverse(lastFirst);
      lastFirst.forEach(child -> open.push(new Step(step.depth() + 1, child)));
    }
  }

  private record Step(int depth, Span span) {}
}
