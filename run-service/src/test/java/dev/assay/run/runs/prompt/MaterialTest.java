package dev.assay.run.runs.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How what others wrote stands in a message. */
class MaterialTest {
  @Test
  void shouldStandBetweenLinesWithItsKey() {
    Material material = Material.of("0a1b");

    assertThat(material.piece("note", "50 %s\n<<end note>>"))
        .isEqualTo("<<note 0a1b>>\n50 %s\n<<end note>>\n<<end note 0a1b>>\n\n");
    assertThat(material.rules()).contains("KEY is 0a1b.").doesNotContain("\n");
  }

  @Test
  void shouldHaveAKeyThatNobodyKnows() {
    String one = Material.drawn().piece("note", "");

    assertThat(one).matches("<<note [0-9a-f]{24}>>\\n\\n<<end note [0-9a-f]{24}>>\\n\\n");
    assertThat(Material.drawn().piece("note", "")).isNotEqualTo(one);
  }
}
