package dev.assay.scoring.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Score;
import dev.assay.scoring.Scoring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueScorersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"ignore_case\": true} | \"Paris\" | \"PARIS\" | 1",
        "{\"trim\": true} | \" Paris\\n\" | \"Paris\" | 1",
        "{\"normalize\": true} | \"e\\u0301\" | \"\\u00e9\" | 1",
        "{\"ignore_key_order\": true} | {\"a\": {\"x\": 1, \"y\": 2}} | {\"a\": {\"y\": 2, \"x\": 1}} | 1",
        "{} | {\"b\": 1, \"10\": 2, \"2\": 3} | \"{\\\"2\\\": 3, \\\"10\\\": 2, \\\"b\\\": 1}\" | 1",
        "{} | 1e21 | \"1e+21\" | 1",
        "{} | 0.0000001 | \"1e-7\" | 1",
        "{} | -0.0 | \"0\" | 1",
        "{} | [1.0, 2] | \"[1,2.0]\" | 1",
        "{} | {\"a\": 1} | [1] | 0"
      })
  void shouldMatchExactly(String params, String output, String expected, int score) {
    Score result =
        Scoring.score(
            "exact_match", Scoring.json(params), Scoring.json(output), Scoring.json(expected));
    assertThat(result.score()).isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"\"0\" | 0 | 1", "\" 10 \" | 10 | 1", "\"1e1\" | 10 | 1", "-5 | 5 | 0", "0 | 5 | 0"})
  void shouldCompareNumbers(String output, String expected, double score) {
    assertThat(
            Scoring.score("numeric_diff", null, Scoring.json(output), Scoring.json(expected))
                .score())
        .isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"\"\" | 5", "\"12 apples\" | 12", "[] | 1", "{} | 1", "5 | \"x\"", "\"NaN\" | 1"})
  void shouldNotReadANumberWhereThereIsNone(String output, String expected) {
    assertThat(
            Scoring.score("numeric_diff", null, Scoring.json(output), Scoring.json(expected))
                .error()
                .code())
        .isEqualTo(ErrorCode.NOT_A_NUMBER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | The answer is 1,234.50. | 1234.5 | 1",
        "{} | 3 - 5 is -2 | -2 | 1",
        "{} | 7-5 | 5 | 1",
        "{} | about 1,00 | 0 | 0",
        "{} | it costs $-3 | -3 | 1",
        "{} | 1e3 | 1000 | 1",
        "{} | .5 | 0.5 | 1",
        "{} | no number | 1 | 0",
        "{} | 9 | 10 | 0",
        "{\"abs_tol\": 1} | 9 | 10 | 1",
        "{\"rel_tol\": 0.1} | 91 | 100 | 1",
        "{\"rel_tol\": 0.1} | 89 | 100 | 0",
        "{} | 0.1 | 0.10 | 1",
        "{} | 12345678901234567890123 | 12345678901234567890124 | 0"
      })
  void shouldMatchTheLastNumber(String params, String output, String expected, int score) {
    assertThat(Scoring.texts("numeric_match", params, output, expected).score()).isEqualTo(score);
  }

  @Test
  void shouldSayThatThereIsNoExpectedNumber() {
    assertThat(Scoring.texts("numeric_match", "{}", "5", "five").error().code())
        .isEqualTo(ErrorCode.NOT_A_NUMBER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "B | B | 1",
        "b) | B | 1",
        "(B) | B | 1",
        "**B** | B | 1",
        "The answer is B. | B | 1",
        "Answer: C | B | 0",
        "I first thought the answer is A, but the correct answer is B | B | 1",
        "B) Paris | B | 1",
        "Paris | B | 1",
        "It must be B because Rome fell | B | 1",
        "A or B | B | 0",
        "I do not know | B | 0",
        "A, C | A, C | 1",
        "A and C | C, A | 1",
        "AC | A, C | 1",
        "A | A, C | 0.6666666666666666",
        "A, B, C | A, C | 0.8",
        "Z | B | 0"
      })
  void shouldReadTheChosenLetters(String output, String expected, double score) {
    // Given
    JsonNode choices = Scoring.json("[\"Rome\", \"Paris\", \"Bonn\", \"Oslo\"]");
    // When
    Score result =
        Scoring.score(
            new dev.assay.common.part.ScorerSpec("multiple_choice", null, null, null),
            Scoring.item(TextNode.valueOf(expected), choices),
            Scoring.answer(TextNode.valueOf(output)));
    // Then
    assertThat(result.score()).isCloseTo(score, within(1e-12));
  }

  @Test
  void shouldReadExpectedChoicesFromAnArray() {
    JsonNode expected = Scoring.json("[\"A\", \"C\"]");
    assertThat(Scoring.score("multiple_choice", null, TextNode.valueOf("C, A"), expected).score())
        .isEqualTo(1);
  }

  @Test
  void shouldFindTheBestAssignmentNotTheGreedyOne() {
    // Given: greedy takes ab/ab' first and loses
    double[][] gain = {{0.9, 0.8}, {0.8, 0.1}};
    // When / Then
    assertThat(Assignment.best(gain)).containsExactly(1, 0);
    assertThat(Assignment.best(new double[][] {{0.1}, {0.7}, {0.3}})).containsExactly(-1, 0, -1);
  }

  @Test
  void shouldReadAListFromText() {
    assertThat(
            Scoring.score(
                    "list_contains",
                    null,
                    TextNode.valueOf("[\"a\", 1]"),
                    Scoring.json("[\"1\", \"a\"]"))
                .score())
        .isEqualTo(1);
  }

  @Test
  void shouldRefuseNumbersThatAreTooLong() {
    assertThat(Scoring.texts("numeric_match", "{}", "9".repeat(3_000_000), "1").error().code())
        .isEqualTo(ErrorCode.INPUT_TOO_LARGE);
  }

  @Test
  void shouldRefuseToNormaliseTextThatIsTooLong() {
    String marks = "a" + "\u0301\u0323".repeat(500_000);
    assertThat(Scoring.texts("exact_match", "{\"normalize\": true}", marks, "a").error().code())
        .isEqualTo(ErrorCode.INPUT_TOO_LARGE);
  }

  @Test
  void shouldRefuseListsThatAreTooLong() {
    // Given
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < 1000; i++) {
      list.add("element " + i);
    }
    // When / Then
    assertThat(Scoring.score("list_contains", null, list, list).error().code())
        .isEqualTo(ErrorCode.INPUT_TOO_LARGE);
  }

  @Test
  void shouldRefuseTextsWhoseComparisonWouldTakeTooLong() {
    // Given
    String a = "ab".repeat(1_000_000);
    String b = "ba".repeat(1_000_000);
    // When / Then
    for (String scorer : new String[] {"levenshtein", "json_diff"}) {
      assertThat(Scoring.texts(scorer, "{}", "x" + a + "y", b).error().code())
          .isEqualTo(ErrorCode.INPUT_TOO_LARGE);
    }
  }
}
