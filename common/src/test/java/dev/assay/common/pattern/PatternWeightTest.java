package dev.assay.common.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternWeightTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "(((a{100}){100}){100})",
        "(?:(?:[a-z]{500}){500}){2}",
        "((\\d{1,1000},?){1,1000}){3}",
        "(\\p{L}{1000}x){1000}",
        "((a|b){1000}){1000}",
        "(([]x]{900}){900})",
        "((\\Q(((\\E{1000}){1000}){2})",
        "((((((((((x{9}){9}){9}){9}){9}){9}){9}){9}){9}){9})"
      })
  void shouldFindShortPatternsThatWriteThemselvesOutTooHeavy(String pattern) {
    assertThat(PatternWeight.isTooHeavy(pattern)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "^a+b*c?$",
        "(?i)answer:\\s*(yes|no)",
        "\\d{3}-\\d{4}",
        "(\\w+\\s+){0,500}end",
        "[a-z{1000}]{9}",
        "\\{1000}\\{1000}\\{1000}",
        "a{,5}b{x}",
        "(?P<year>[0-9]{4})",
        "[[:alpha:]]{1000}",
        "((((",
        "))))",
        "[",
        "\\",
        "a{99999999999}"
      })
  void shouldLetOrdinaryAndBrokenPatternsThrough(String pattern) {
    assertThat(PatternWeight.isTooHeavy(pattern)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"abc, 3", "a{10}, 11", "(ab), 4", "a|b, 3", "[a-z], 1", "\\pL, 2", "\\p{Greek}, 1"})
  void shouldCountInstructions(String pattern, long weight) {
    assertThat(PatternWeight.of(pattern)).isEqualTo(weight);
  }

  @Test
  void shouldNotOverflow() {
    assertThat(PatternWeight.of("(".repeat(400) + "a" + "{1000})".repeat(400)))
        .isEqualTo(Long.MAX_VALUE);
  }
}
