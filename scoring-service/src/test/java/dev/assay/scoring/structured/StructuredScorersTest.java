package dev.assay.scoring.structured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.part.Score;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.Scoring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructuredScorersTest {
  private static Score fields(String params, String output, String expected) {
    return Scoring.score(
        "field_accuracy", Scoring.json(params), Scoring.json(output), Scoring.json(expected));
  }

  @Test
  void shouldReadJsonFromTextOnBothSides() {
    Score score =
        Scoring.texts("field_accuracy", "{}", "{\"a\": 1, \"b\": 2}", " {\"a\": 1, \"b\": 3}");
    assertThat(score.score()).isEqualTo(0.5);
    assertThat(score.metadata().get("matched").intValue()).isEqualTo(1);
    assertThat(score.metadata().get("compared").intValue()).isEqualTo(2);
  }

  @Test
  void shouldCountEveryFieldAsMissingWhenTheAnswerIsNotJson() {
    assertThat(Scoring.texts("field_accuracy", "{}", "sorry", "{\"a\": 1}").score()).isEqualTo(0);
  }

  @Test
  void shouldReportFieldsThatAreNotThere() {
    // When
    Score some = fields("{\"fields\": [\"a\", \"nope\"]}", "{\"a\": 1}", "{\"a\": 1, \"b\": 2}");
    Score none = fields("{\"fields\": [\"nope\"]}", "{\"a\": 1}", "{\"a\": 1}");
    // Then
    assertThat(some.score()).isEqualTo(1);
    assertThat(some.metadata().get("unknown_fields")).isEqualTo(Scoring.json("[\"nope\"]"));
    assertThat(none.status()).isEqualTo(ScoreStatus.SKIPPED);
    assertThat(none.reason()).contains("nope");
    assertThat(none.metadata()).isEqualTo(Scoring.json("{\"unknown_fields\": [\"nope\"]}"));
  }

  @Test
  void shouldSkipAnItemWithoutCorrection() {
    // When an answer has no correction: two of its leaves, or those selected, could be compared
    Score all = fields("{}", "{\"a\": 1, \"b\": {\"c\": \"x\"}, \"d\": null}", null);
    Score some = fields("{\"fields\": [\"b\"]}", "{\"a\": 1, \"b\": {\"c\": \"x\"}}", null);
    Score text = Scoring.texts("field_accuracy", "{}", "sorry", null);
    // Then
    assertThat(all.status()).isEqualTo(ScoreStatus.SKIPPED);
    assertThat(all.metadata()).isEqualTo(Scoring.json("{\"accepted\": 2}"));
    assertThat(some.metadata()).isEqualTo(Scoring.json("{\"accepted\": 1}"));
    assertThat(text.metadata()).isEqualTo(Scoring.json("{\"accepted\": 1}"));
  }

  @Test
  void shouldNotTakeACorrectionWithoutFieldsForNone() {
    assertThat(fields("{}", "{\"a\": 1}", "{\"a\": null}").metadata()).isNull();
  }

  @Test
  void shouldLeaveOutMetadataKeysAndCountEmptyContainers() {
    // When
    Score score =
        fields(
            "{}",
            "{\"a\": [], \"b\": {\"c\": 1}}",
            "{\"a\": [], \"b\": {}, \"x_metadata\": {\"y\": 1}, \"c\": {\"_metadata\": 2, \"d\": 1}}");
    // Then
    assertThat(score.metadata().get("fields"))
        .isEqualTo(Scoring.json("{\"a\": true, \"b\": false, \"c.d\": false}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"1\" | 1.0 | 1",
        "1 | \" 1.00 \" | 1",
        "\"true\" | true | 0",
        "\"1\" | \"1.0\" | 0",
        "1 | true | 0",
        "\"\" | null | 0",
        "1e2 | 100 | 1",
        "\"1e999999999\" | 1 | 0"
      })
  void shouldCoerceNumericTextAndNothingElse(String output, String expected, int score) {
    Score result =
        fields(
            "{\"skip_null_expected\": false}",
            "{\"v\": " + output + "}",
            "{\"v\": " + expected + "}");
    assertThat(result.score()).isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.7 | Jon Smith | John Smith | 1",
        "0.95 | Jon Smith | John Smith | 0",
        "0.7 | Smith John | john smith | 1",
        "0.7 | apple | orange | 0",
        "0.7 | '' | '' | 1"
      })
  void shouldMatchTextsThatAreAboutRight(
      double threshold, String output, String expected, int score) {
    Score result =
        Scoring.score(
            "fuzzy_field_match",
            Scoring.json("{\"similarity_threshold\": " + threshold + "}"),
            Scoring.json("{\"v\": \"" + output + "\"}"),
            Scoring.json("{\"v\": \"" + expected + "\"}"));
    assertThat(result.score()).isEqualTo(score);
  }
}
