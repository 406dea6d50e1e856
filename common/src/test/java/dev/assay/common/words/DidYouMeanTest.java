package dev.assay.common.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {
  private static final List<String> KNOWN =
      List.of("exact_match", "json_schema", "openai", "threshold", "f1", "input", "levenshtein");

  @ParameterizedTest
  @CsvSource({
    "exact-match, exact_match",
    "ExactMatch, exact_match",
    "exact.match, exact_match",
    "opnai, openai",
    "opneai, openai",
    "treshold, threshold",
    "F1, f1",
    "inupt, input",
    "levenstein, levenshtein"
  })
  void shouldFindTheNameThatWasMeant(String given, String meant) {
    assertThat(DidYouMean.nearest(given, KNOWN)).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({"question", "x", "''", "yaml"})
  void shouldGuessNothingForAnotherWord(String given) {
    assertThat(DidYouMean.nearest(given, KNOWN)).isNull();
    assertThat(DidYouMean.ask(given, KNOWN)).isEmpty();
  }

  @Test
  void shouldNotCompareWhatNobodyTyped() {
    assertThat(DidYouMean.nearest("x".repeat(1_000_000), KNOWN)).isNull();
    assertThat(DidYouMean.nearest(null, KNOWN)).isNull();
  }

  @Test
  void shouldAsk() {
    assertThat(DidYouMean.ask("exact-match", KNOWN)).isEqualTo(" Did you mean exact_match?");
  }

  @Test
  void shouldListTheFirst() {
    assertThat(DidYouMean.all(List.of("c", "a", "b"), 2)).isEqualTo("a, b and 1 more");
  }
}
