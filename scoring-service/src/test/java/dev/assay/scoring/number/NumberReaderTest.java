package dev.assay.scoring.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scoring.Forms;
import dev.assay.scoring.Scoring;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which numbers are written: {@code forms/numbers.tsv}. */
class NumberReaderTest {
  static List<List<String>> forms() {
    return Forms.rows("numbers.tsv");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void shouldMatchTheNumber(List<String> form) {
    assertThat(Scoring.texts("numeric_match", "{}", form.get(2), form.get(0)).score())
        .isEqualTo(Double.parseDouble(form.get(1)));
  }

  @Test
  void shouldMeasureOnEnoughForms() {
    assertThat(forms()).hasSizeGreaterThanOrEqualTo(100).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", " 1.50 ", "-3", "\u22123", "1,234", "1/2", "1e3", "\u00a01\u00a0"})
  void shouldReadATextThatIsANumber(String text) {
    assertThat(NumberReader.whole(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "12 apples", "1 2", "1.2.3", "m2", "--", "1e99999"})
  void shouldNotReadATextThatIsMoreOrLess(String text) {
    assertThat(NumberReader.whole(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,",
        ",1",
        ".",
        "-",
        "^2",
        "1/0",
        "1e",
        "1,,2",
        "\\frac{1}{0}",
        "10^",
        "½½",
        "/1/2/3"
      })
  void shouldGetOverBrokenNumbers(String text) {
    assertThat(NumberReader.expected(text))
        .satisfiesAnyOf(
            found -> assertThat(found).isEmpty(), found -> assertThat(found).isPresent());
    Scoring.texts("numeric_match", "{}", text, "1");
  }
}
