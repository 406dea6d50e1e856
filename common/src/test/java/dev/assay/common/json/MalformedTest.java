package dev.assay.common.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": 1",
        "[1, 2",
        "{\"a\": \"b",
        "{a: 1}",
        "nul",
        "[1 2]",
        "{\"a\" 1}",
        "\"\u0001\""
      })
  void shouldSpeakOfTheTextAndNotOfTheParser(String text) {
    JsonProcessingException wrong =
        catchThrowableOfType(JsonProcessingException.class, () -> Json.mapper().readTree(text));

    assertThat(Malformed.said(wrong))
        .isNotBlank()
        .doesNotContain("Source", "REDACTED", "start marker", "\n")
        .hasSizeLessThanOrEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"a\": 1, \"b\": 2, \"a\": 3} | a",
        "{\"a\": [{}, {\"b\": 1, \"b\": 1}]} | a[1].b",
        "{\"\\ud800\": 1, \"\\ud800\": 2} | \uFFFD"
      })
  void shouldNameTheFieldThatIsGivenTwice(String text, String field) {
    JsonProcessingException wrong =
        catchThrowableOfType(
            JsonProcessingException.class,
            () -> Json.strictOver(Json.definitionFactory()).readTree(text));

    assertThat(Malformed.givenTwice(wrong)).isEqualTo(field);
  }

  @Test
  void shouldNotCallOtherFaultsATwin() {
    JsonProcessingException wrong =
        catchThrowableOfType(JsonProcessingException.class, () -> Json.mapper().readTree("{a"));

    assertThat(Malformed.givenTwice(wrong)).isNull();
  }
}
