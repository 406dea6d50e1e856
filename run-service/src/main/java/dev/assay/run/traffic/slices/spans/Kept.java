package dev.assay.run.traffic.slices.spans;

import dev.assay.run.traffic.otlp.spans.TreeOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of a record's spans is kept with its item, in the order of their tree.
 *
 * @param nodes those that are
 * @param withheld why the content of one is not, by its id
 * @param leftOut how many are not there at all
 */
record Kept(List<TreeOrder.Node<SpanLine>> nodes, Map<String, Withheld> withheld, int leftOut) {
  /** Most spans of an item. */
  static final int MOST = 200;

  /** Bytes of the spans of an item whose content is kept, as they are stored. */
  static final long BYTES = 512L * 1024;

  /** Why the content of a span is not kept. */
  enum Withheld {
    /** No scorer of the run looks at spans of its kind. */
    NOT_SCORED,
    /** It does not fit. */
    TOO_LARGE;

    /** As it stands in the item. */
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Chooses. Of more than fit those are kept that are scored, the first ones of the tree.
   *
   * @param kinds of which scorers look at the content
   */
  static Kept of(List<SpanLine> lines, Set<String> kinds) {
    List<TreeOrder.Node<SpanLine>> all =
        TreeOrder.of(lines, SpanLine::spanId, SpanLine::parentId).nodes();
    Set<String> chosen = new HashSet<>();
    Stream.concat(
            all.stream().filter(node -> kinds.contains(node.span().kind())),
            all.stream().filter(node -> !kinds.contains(node.span().kind())))
        .limit(MOST)
        .forEach(node -> chosen.add(node.span().spanId()));
    Map<String, Withheld> withheld = new HashMap<>();
    long bytes = 0;
    for (TreeOrder.Node<SpanLine> node : all) {
      SpanLine line = node.span();
      if (!kinds.contains(line.kind())) {
        withheld.put(line.spanId(), Withheld.NOT_SCORED);
      } else if (bytes + line.bytes() > BYTES) {
        withheld.put(line.spanId(), Withheld.TOO_LARGE);
      } else if (chosen.contains(line.spanId())) {
        bytes += line.bytes();
      }
    }
    return new Kept(
        all.stream().filter(node -> chosen.contains(node.span().spanId())).toList(),
        withheld,
        all.size() - chosen.size());
  }

  /** Those whose content is kept. */
  List<SpanLine> whole() {
    return nodes.stream()
        .map(TreeOrder.Node::span)
        .filter(line -> !withheld.containsKey(line.spanId()))
        .toList();
  }
}
