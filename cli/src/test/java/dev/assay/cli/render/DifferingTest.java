package dev.assay.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Paris | Milan | expected Paris, answered Milan",
        "Paris | `` | expected Paris, answered nothing",
        "{\"a\":1,\"b\":\"x\"} | {\"a\":1.0,\"b\":\"y\"} | b: expected \"x\", answered \"y\"",
        "{\"a\":{\"b\":[1,2]}} | {\"a\":{\"b\":[1]}} | a.b[1]: expected 2, answered nothing",
        "{\"a\":1} | {\"a\":null} | a: expected 1, answered null",
        "{\"a\":1} | sorry | expected {\"a\":1}, answered sorry",
        "{\"a\":1} | {\"a\": | expected {\"a\":1}, answered {\"a\":",
      })
  void shouldPutTheExpectedBesideTheAnswered(String expected, String answered, String said) {
    assertThat(Differing.text(expected, answered)).isEqualTo(said);
  }

  @Test
  void shouldBeginShortlyBeforeLongTextsPart() {
    String same = "word ".repeat(40);

    assertThat(Differing.text(same + "left", same + "right"))
        .startsWith("expected …")
        .endsWith("right")
        .contains("left, answered …")
        .hasSizeLessThan(100);
  }

  @Test
  void shouldNotCutACharacterInTwo() {
    String same = "😀".repeat(20);

    assertThat(Differing.text(same + "a", same + "b")).doesNotContain("?").contains("😀a", "😀b");
  }

  @Test
  void shouldNameTheFirstFieldsAndCountTheRest() throws Exception {
    String left = "{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1}";

    assertThat(Differing.text(left, "{}"))
        .startsWith("a: expected 1, answered nothing; b:")
        .endsWith("; and 2 more fields");
    assertThat(Differing.fields(Json.mapper().readTree(left), Json.mapper().readTree(left)))
        .isEmpty();
  }
}
