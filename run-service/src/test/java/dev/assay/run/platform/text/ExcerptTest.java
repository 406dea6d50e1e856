package dev.assay.run.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The beginning of a value, whatever the database sent of it. */
class ExcerptTest {
  @Test
  void shouldShowAShortValueAsItIs() {
    assertThat(Excerpt.of(null)).isNull();
    assertThat(Excerpt.of("\"a \\\"word\\\"\"")).isEqualTo("a \"word\"");
    assertThat(Excerpt.of("{\"a\": 1}")).isEqualTo("{\"a\": 1}");
    assertThat(Excerpt.ofText("short")).isEqualTo("short");
    assertThat(Excerpt.ofText(null)).isNull();
  }

  @Test
  void shouldSayThatAValueGoesOn() {
    assertThat(Excerpt.of("\"" + "x".repeat(600))).isEqualTo("x".repeat(500) + "…");
    assertThat(Excerpt.ofText("x".repeat(501))).isEqualTo("x".repeat(500) + "…");
    // Of escapes the database sends more characters than there are.
    assertThat(Excerpt.ofBeginning("\"" + "\\u00e9".repeat(100))).isEqualTo("é".repeat(100) + "…");
    assertThat(Excerpt.ofBeginning("[1, 2")).isEqualTo("[1, 2…");
  }

  @Test
  void shouldShowNoHalfOfACharacter() {
    assertThat(Excerpt.ofBeginning("\"a\\ud83d\\ude00\\ud83d")).isEqualTo("a\ud83d\ude00…");
    assertThat(Excerpt.ofBeginning("\"a\\ud83d\\ude0")).isEqualTo("a…");
    assertThat(Excerpt.of("\"" + "x".repeat(499) + "\ud83d\ude00\""))
        .isEqualTo("x".repeat(499) + "…");
  }
}
