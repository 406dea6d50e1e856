package dev.assay.run.traffic.slices.spans;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeptTest {
  private static final OffsetDateTime T0 = OffsetDateTime.parse("2026-11-01T10:00:00Z");

  private static SpanLine span(int i, String parent, String kind, long bytes) {
    return new SpanLine(
        "s" + i,
        parent,
        T0.plusSeconds(i),
        T0.plusSeconds(i + 1),
        kind,
        "n",
        null,
        false,
        false,
        (int) bytes);
  }

  @Test
  void shouldKeepTheContentOfThoseThatAreScored() {
    // Given
    List<SpanLine> lines =
        List.of(span(0, null, "agent", 10), span(1, "s0", "llm", 10), span(2, "s1", "tool", 10));

    // When
    Kept kept = Kept.of(lines, Set.of("tool"));

    // Then
    assertThat(kept.nodes())
        .extracting(node -> node.span().spanId())
        .containsExactly("s0", "s1", "s2");
    assertThat(kept.nodes()).extracting(node -> node.depth()).containsExactly(0, 1, 2);
    assertThat(kept.whole()).extracting(SpanLine::spanId).containsExactly("s2");
    assertThat(kept.withheld())
        .containsEntry("s0", Kept.Withheld.NOT_SCORED)
        .containsEntry("s1", Kept.Withheld.NOT_SCORED)
        .hasSize(2);
    assertThat(kept.leftOut()).isZero();
  }

  @Test
  void shouldKeepThoseThatAreScoredBeforeOthersWhereThereAreTooMany() {
    // Given
    List<SpanLine> lines = new ArrayList<>();
    lines.add(span(0, null, "agent", 10));
    for (int i = 1; i <= 400; i++) {
      lines.add(span(i, "s0", i > 390 ? "retriever" : "llm", 10));
    }

    // When
    Kept kept = Kept.of(lines, Set.of("retriever"));

    // Then
    assertThat(kept.nodes()).hasSize(Kept.MOST);
    assertThat(kept.leftOut()).isEqualTo(201);
    assertThat(kept.whole()).hasSize(10);
    assertThat(kept.nodes().get(0).span().spanId()).isEqualTo("s0");
  }

  @Test
  void shouldKeepNoMoreThanSoManyBytesOfAnItem() {
    // Given
    List<SpanLine> lines =
        List.of(
            span(0, null, "tool", Kept.BYTES - 10),
            span(1, null, "tool", 20),
            span(2, null, "tool", 10));

    // When
    Kept kept = Kept.of(lines, Set.of("tool"));

    // Then: what is small enough is kept although something before it was not.
    assertThat(kept.whole()).extracting(SpanLine::spanId).containsExactly("s0", "s2");
    assertThat(kept.withheld()).containsOnlyKeys("s1");
    assertThat(kept.withheld()).containsEntry("s1", Kept.Withheld.TOO_LARGE);
  }
}
