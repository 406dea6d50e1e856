package dev.assay.run.traffic.otlp.spans;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
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
    TreeOrder<Span> order = TreeOrder.of(spans, Span::spanId, Span::parentId);
    List<Node> nodes =
        order.nodes().stream()
            .map(node -> new Node(node.depth(), node.span(), node.children()))
            .toList();
    boolean complete =
        !truncated && order.tops() == 1 && nodes.get(0).span().parentId() == null && order.whole();
    return new SpanTree(traceId, complete, truncated, nodes);
  }
}
