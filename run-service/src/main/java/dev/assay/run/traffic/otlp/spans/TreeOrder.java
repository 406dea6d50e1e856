package dev.assay.run.traffic.otlp.spans;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Spans in the order of their tree: each before those below it, siblings as they were given. Each
 * stands there once, whatever its parents say: one whose parent is not there is a root, and of a
 * circle the first one is.
 *
 * @param nodes in their order
 * @param tops how many have no parent that is there
 * @param whole whether all lie below those
 */
public record TreeOrder<T>(List<Node<T>> nodes, int tops, boolean whole) {
  /**
   * A span in its place.
   *
   * @param depth 0 for a root
   * @param span itself
   * @param children ids of the spans right below
   */
  public record Node<T>(int depth, T span, List<String> children) {}

  /**
   * Orders them.
   *
   * @param spans by time; of two with one id the first counts
   * @param id of a span
   * @param parent id of the span above, null for none
   */
  public static <T> TreeOrder<T> of(
      Collection<T> spans, Function<T, String> id, Function<T, String> parent) {
    Map<String, T> byId = new LinkedHashMap<>();
    spans.forEach(span -> byId.putIfAbsent(id.apply(span), span));
    Map<String, List<T>> below = new LinkedHashMap<>();
    List<T> tops = new ArrayList<>();
    for (T span : byId.values()) {
      String above = parent.apply(span);
      if (above != null && byId.containsKey(above)) {
        below.computeIfAbsent(above, any -> new ArrayList<>()).add(span);
      } else {
        tops.add(span);
      }
    }
    Placing<T> placing = new Placing<>(id, below, new HashSet<>(), new ArrayList<>());
    tops.forEach(placing::place);
    boolean whole = placing.nodes.size() == byId.size();
    // Spans that are above each other in a circle have no top.
    byId.values().forEach(placing::place);
    return new TreeOrder<>(placing.nodes, tops.size(), whole);
  }

  private record Placing<T>(
      Function<T, String> id, Map<String, List<T>> below, Set<String> placed, List<Node<T>> nodes) {
    void place(T top) {
      Deque<Step<T>> open = new ArrayDeque<>(List.of(new Step<>(0, top)));
      while (!open.isEmpty()) {
        Step<T> step = open.pop();
        if (!placed.add(id.apply(step.span()))) {
          continue;
        }
        List<T> children = below.getOrDefault(id.apply(step.span()), List.of());
        nodes.add(new Node<>(step.depth(), step.span(), children.stream().map(id).toList()));
        List<T> lastFirst = new ArrayList<>(children);
        Collections.reverse(lastFirst);
        lastFirst.forEach(child -> open.push(new Step<>(step.depth() + 1, child)));
      }
    }
  }

  private record Step<T>(int depth, T span) {}
}
