package dev.assay.cli.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void shouldAlignNumbersRightAndWordsLeft() {
    Table table =
        new Table(List.of("NAME", "COUNT", "WHY"))
            .row(List.of("a", "1,000", "x"))
            .row(List.of("longer", Amounts.UNKNOWN, "yy"));

    assertThat(table.lines())
        .containsExactly("NAME    COUNT  WHY", "a       1,000  x", "longer      –  yy");
  }

  @Test
  void shouldCountWideCharactersTwice() {
    Table table = new Table(List.of("A", "B")).row(List.of("世界", "x")).row(List.of("ab", "y"));

    assertThat(table.lines()).containsExactly("A     B", "世界  x", "ab    y");
  }

  @Test
  void shouldWriteMarkdownWithEscapedBars() {
    Table table = new Table(List.of("A", "B")).row(List.of("a|b", "1"));

    assertThat(table.markdown()).containsExactly("| A | B |", "| --- | ---: |", "| a\\|b | 1 |");
  }

  @Test
  void shouldRefuseRowsOfAnotherWidth() {
    assertThatThrownBy(() -> new Table(List.of("A")).row(List.of("1", "2")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
