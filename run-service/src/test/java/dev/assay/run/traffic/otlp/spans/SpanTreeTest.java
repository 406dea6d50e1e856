package dev.assay.run.traffic.otlp.spans;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTreeTest {
  private static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-01T10:00:00Z");

  private static Span span(String id, String parent) {
    return new Span(
        "t",
        id,
        parent,
        parent == null,
        SpanKind.OTHER,
        id,
        AT,
        AT,
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static List<String> drawn(SpanTree tree) {
    return tree.spans().stream()
        .map(node -> " ".repeat(node.depth()) + node.span().spanId())
        .toList();
  }

  @Test
  void shouldWriteEachSpanBeforeThoseBelowIt() {
    // When
    SpanTree tree =
        SpanTree.of(
            "t", List.of(span("c", "b"), span("a", null), span("d", "a"), span("b", "a")), false);

    // Then
    assertThat(drawn(tree)).containsExactly("a", " d", " b", "  c");
    assertThat(tree.complete()).isTrue();
    assertThat(tree.spans().get(0).children()).containsExactly("d", "b");
  }

  @Test
  void shouldDrawATreeWithoutItsRoot() {
    // When
    SpanTree tree =
        SpanTree.of("t", List.of(span("b", "a"), span("c", "b"), span("x", "a")), false);

    // Then
    assertThat(drawn(tree)).containsExactly("b", " c", "x");
    assertThat(tree.complete()).isFalse();
  }

  @Test
  void shouldDrawSpansThatAreAboveEachOtherInACircle() {
    // When
    SpanTree tree =
        SpanTree.of("t", List.of(span("r", null), span("a", "b"), span("b", "a")), false);

    // Then
    assertThat(drawn(tree)).containsExactly("r", "a", " b");
    assertThat(tree.complete()).isFalse();
  }

  @Test
  void shouldDrawAnyDepth() {
    // Given
    List<Span> chain = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      chain.add(span("s" + i, i == 0 ? null : "s" + (i - 1)));
    }

    // Then
    assertThat(SpanTree.of("t", chain, false).spans()).last().extracting("depth").isEqualTo(19_999);
  }
}
