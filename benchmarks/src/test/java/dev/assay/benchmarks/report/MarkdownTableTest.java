package dev.assay.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {
  @Test
  void shouldAlignColumns() {
    // When
    MarkdownTable table =
        new MarkdownTable(List.of("units", "s"))
            .row(List.of("1,000", "12.5"))
            .row(List.of("5", "–"));

    // Then
    assertThat(table)
        .hasToString(
            """
            | units |    s |
            |------:|-----:|
            | 1,000 | 12.5 |
            |     5 |    – |
            """);
  }

  @Test
  void shouldRefuseARowThatDoesNotFit() {
    MarkdownTable table = new MarkdownTable(List.of("a", "b"));
    assertThatThrownBy(() -> table.row(List.of("1"))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldWriteNumbersTheSameInEveryLocale() {
    // Given
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      // Then
      assertThat(Numbers.fixed(1234.567, 1)).isEqualTo("1,234.6");
      assertThat(Numbers.whole(50_000L)).isEqualTo("50,000");
      assertThat(Numbers.fixed(null, 1)).isEqualTo("–");
    } finally {
      Locale.setDefault(before);
    }
  }
}
