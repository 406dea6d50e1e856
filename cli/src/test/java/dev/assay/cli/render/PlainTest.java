package dev.assay.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {

  @Test
  void shouldRemoveEscapeSequencesWhole() {
    assertThat(Plain.text("a\u001B[31mred\u001B[0m b")).isEqualTo("ared b");
    assertThat(Plain.text("\u001B]0;title\u0007x\u001B]8;;http://evil\u001B\\link"))
        .isEqualTo("xlink");
    assertThat(Plain.text("\u009B2Jx\u001Bc")).isEqualTo("x");
  }

  @Test
  void shouldRemoveControlAndBidiCharacters() {
    assertThat(Plain.text("a\u0000\b\u007F\u0085b\rc")).isEqualTo("abc");
    assertThat(Plain.text("x\u202Egnp.exe\u2066\u2069\u200F\uFEFFy")).isEqualTo("xgnp.exey");
    assertThat(Plain.text("tag\uDB40\uDC41\uDB40\uDC42")).isEqualTo("tag");
    assertThat(Plain.text("half\uD83D")).isEqualTo("half");
  }

  @Test
  void shouldKeepOrdinaryTextOfAllScripts() {
    assertThat(Plain.text("Grüße, 世界 🙂\nnext\tline")).isEqualTo("Grüße, 世界 🙂\nnext line");
    assertThat(Plain.text(null)).isEmpty();
  }

  @Test
  void shouldShortenToOneLineWithoutCuttingACharacter() {
    assertThat(Plain.line("a\n  b\r\nc", 80)).isEqualTo("a b c");
    assertThat(Plain.line("🙂🙂🙂🙂", 3)).isEqualTo("🙂🙂…");
  }
}
