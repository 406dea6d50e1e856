package dev.assay.scoring.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Score;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.Scoring;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An expectation that every answer meets decides nothing. */
class BlankExpectationsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"\"",
        "\" \\n\"",
        "\"\\u00a0\"",
        "\"\\ufeff\"",
        "\"\\u200e\"",
        "\"\\u00ad\"",
        "\"\\u0000\"",
        "\"\\u2800\"",
        "[]",
        "[\"\", \" \"]",
        "null"
      })
  void shouldSkipWhatEveryAnswerWouldMeet(String expected) {
    for (String scorer : new String[] {"contains", "starts_with"}) {
      Score score =
          Scoring.score(scorer, null, Scoring.json("\"any text\""), Scoring.json(expected));
      assertThat(score.status()).as(scorer + " " + expected).isEqualTo(ScoreStatus.SKIPPED);
      assertThat(score.reason()).contains("blank");
    }
  }

  @ParameterizedTest
  @CsvSource({"contains", "starts_with"})
  void shouldRefuseBlankTextsOfTheDefinition(String scorer) {
    for (String value : new String[] {"\"\"", "\" \"", "[\"foo\", \"\"]", "[\"\\u200b\"]"}) {
      JsonNode params = Scoring.json("{\"value\": " + value + "}");
      Score score = Scoring.score(scorer, params, Scoring.json("\"text\""), null);
      assertThat(score.error().code()).as(value).isEqualTo(ErrorCode.BAD_PARAMS);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contains | {\"mode\": \"none\", \"value\": \"x\"}",
        "regex | {\"pattern\": \"x\", \"negate\": true}"
      })
  void shouldNotCallAnAnswerWithoutTextFreeOfAnything(String scorer, String params) {
    for (String output : new String[] {null, "null"}) {
      Score score = Scoring.score(scorer, Scoring.json(params), Scoring.json(output), null);
      assertThat(score.status()).isEqualTo(ScoreStatus.SKIPPED);
    }
    assertThat(Scoring.texts(scorer, params, "", null).score()).isEqualTo(1);
    assertThat(Scoring.texts(scorer, params, "ox", null).score()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | It is 5. | 1",
        "5 | It is 25. | 0",
        "5 | It is 5.5 | 0",
        "1234.5 | It costs 1,234.50 EUR | 1",
        "9007199254740993 | id 9007199254740993 | 1",
        "9007199254740993 | id 9007199254740992 | 0",
        "[\"a\", 5] | a 5 | 1",
        "\"5\" | It is 25. | 1",
        "[\"foo\", \"\"] | foo | 1",
        "[\"foo\", \"\"] | bar | 0"
      })
  void shouldLookForANumberAsANumber(String expected, String output, double score) {
    assertThat(
            Scoring.score(
                    "contains", null, Scoring.json("\"" + output + "\""), Scoring.json(expected))
                .score())
        .isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | 5 apples | 1",
        "5 | 50 apples | 0",
        "5 | 5.5 apples | 0",
        "1234 | 1,234 m | 1",
        "-5 | \u22125 | 1",
        "5 | It is 5 | 0",
        "\"5\" | 50 apples | 1"
      })
  void shouldNotTakeTheFirstDigitForTheNumber(String expected, String output, double score) {
    assertThat(
            Scoring.score("starts_with", null, TextNode.valueOf(output), Scoring.json(expected))
                .score())
        .isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource({"contains", "exact_match", "starts_with"})
  void shouldTakeTheThreeSigmasForOneLetter(String scorer) {
    String params = "{\"ignore_case\": true}";
    assertThat(Scoring.texts(scorer, params, "ΟΔΟΣ", "οδος").score()).isEqualTo(1);
  }
}
