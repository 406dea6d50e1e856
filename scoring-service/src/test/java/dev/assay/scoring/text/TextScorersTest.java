package dev.assay.scoring.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Score;
import dev.assay.scoring.Scoring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextScorersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | Hello world | world | 1",
        "{} | Hello world | World | 0",
        "{\"ignore_case\": true} | Hello world | WORLD | 1",
        "{\"value\": \"lo\"} | Hello | zzz | 1",
        "{\"value\": [\"a\", \"z\"]} | abc | '' | 0",
        "{\"value\": [\"a\", \"z\"], \"mode\": \"any\"} | abc | '' | 1",
        "{\"value\": [\"a\", \"z\"], \"mode\": \"none\"} | abc | '' | 0",
        "{\"value\": [\"y\", \"z\"], \"mode\": \"none\"} | abc | '' | 1"
      })
  void shouldFindWhatTheAnswerContains(String params, String output, String expected, int score) {
    assertThat(Scoring.texts("contains", params, output, expected).score()).isEqualTo(score);
  }

  @Test
  void shouldTakeSeveralTextsFromTheExpectedValue() {
    // Given
    var output = TextNode.valueOf("red and green");
    var expected = Scoring.json("[\"red\", \"blue\"]");
    // When / Then
    assertThat(Scoring.score("contains", null, output, expected).score()).isEqualTo(0);
    assertThat(
            Scoring.score("contains", Scoring.json("{\"mode\": \"any\"}"), output, expected)
                .score())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | Hello | Hel | 1",
        "{} | Hello | hel | 0",
        "{\"ignore_case\": true} | Hello | hel | 1",
        "{\"trim\": true} | '  Hello' | Hel | 1",
        "{\"value\": [\"No\", \"Yes\"]} | Yes, of course | '' | 1"
      })
  void shouldFindHowTheAnswerStarts(String params, String output, String expected, int score) {
    assertThat(Scoring.texts("starts_with", params, output, expected).score()).isEqualTo(score);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"contains", "starts_with", "text_similarity", "numeric_match", "multiple_choice"})
  void shouldSayThatTheExpectedValueIsMissing(String scorer) {
    assertThat(Scoring.texts(scorer, "{}", "answer", null).error().code())
        .isEqualTo(ErrorCode.EXPECTED_MISSING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"pattern\": \"\\\\d{3}\"} | abc123 | 1",
        "{\"pattern\": \"\\\\d{3}\", \"full_match\": true} | abc123 | 0",
        "{\"pattern\": \"ABC\", \"ignore_case\": true} | abc123 | 1",
        "{\"pattern\": \"^b\", \"multiline\": true} | 'a\nb' | 1",
        "{\"pattern\": \"a.b\", \"dot_all\": true} | 'a\nb' | 1",
        "{\"pattern\": \"a.b\"} | 'a\nb' | 0",
        "{\"pattern\": \"sorry\", \"negate\": true} | of course | 1"
      })
  void shouldMatchRegularExpressions(String params, String output, int score) {
    assertThat(Scoring.texts("regex", params, output, null).score()).isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ab(?=c) | position 2",
        "(a)\\1 | position 3",
        "a[b | position 1",
        "(a | position 0"
      })
  void shouldRefuseWhatIsNotRe2WithThePosition(String pattern, String place) {
    // Given
    var params = JsonNodeFactory.instance.objectNode().put("pattern", pattern);
    // When
    Score score = Scoring.score("regex", params, TextNode.valueOf("abc"), null);
    // Then
    assertThat(score.error().code()).isEqualTo(ErrorCode.BAD_REGEX);
    assertThat(score.error().message()).contains(place);
  }

  @Test
  void shouldMatchInLinearTimeWhereOthersRunAway() {
    // Given: 2^50000 ways for a backtracking engine
    String params = "{\"pattern\": \"^(a|a)*$\"}";
    // When
    Score score = Scoring.texts("regex", params, "a".repeat(50_000) + "b", null);
    // Then
    assertThat(score.score()).isEqualTo(0);
  }

  @Test
  void shouldSearchLongTextsInLinearTime() {
    // Given: naive search compares a million characters at each of two million places
    String text = "a".repeat(2_000_000);
    // When / Then
    assertThat(Scoring.texts("contains", "{}", text, "a".repeat(1_000_000) + "b").score())
        .isEqualTo(0);
    assertThat(Scoring.texts("contains", "{}", text + "b", "a".repeat(1_000_000) + "b").score())
        .isEqualTo(1);
  }

  @Test
  void shouldFoldAnyNumberOfSigmasInLinearTime() {
    // Given: the library's lower case would take hours
    String text = "\u03A3".repeat(2_000_000);
    // When / Then
    assertThat(Scoring.texts("contains", "{\"ignore_case\": true}", text, "\u03C3\u03A3").score())
        .isEqualTo(1);
  }
}
