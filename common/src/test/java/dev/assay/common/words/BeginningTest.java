package dev.assay.common.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BeginningTest {
  @Test
  void shouldGiveAShortTextAsItIs() {
    assertThat(Beginning.of("", 1)).isEmpty();
    assertThat(Beginning.of("abc", 3)).isEqualTo("abc");
  }

  @Test
  void shouldCutBetweenCharactersOnly() {
    assertThat(Beginning.of("abcd", 3)).isEqualTo("abc");
    assertThat(Beginning.of("a😀b", 2)).isEqualTo("a");
    assertThat(Beginning.of("a😀b", 3)).isEqualTo("a😀");
  }
}
