package dev.assay.scoring.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.part.Score;
import dev.assay.scoring.Forms;
import dev.assay.scoring.Scoring;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the JSON of an answer is taken from: {@code forms/json-answers.tsv}. */
class JsonAnswerTest {
  static List<List<String>> forms() {
    return Forms.rows("json-answers.tsv");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void shouldTakeTheJsonOfTheAnswer(List<String> form) {
    JsonNode output = TextNode.valueOf(form.get(2));
    check(JsonAnswer.container(output, false), form.get(0));
    check(JsonAnswer.container(output, true), form.get(1));
    check(JsonAnswer.of(output, false), form.get(0));
  }

  private static void check(JsonAnswer answer, String taken) {
    assertThat(answer.taken().name()).isEqualToIgnoringCase(taken);
    assertThat(answer.found()).isEqualTo(!taken.equals("nowhere"));
    if (answer.found()) {
      assertThat(answer.value()).isEqualTo(Scoring.json("{\"a\":1}"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "field_accuracy | {}",
        "fuzzy_field_match | {}",
        "equals_expected | {}",
        "json_diff | {}",
        "json_schema | {\"schema\": {\"required\": [\"a\"]}}",
        "expression | {\"expression\": \"output.a == 1\"}",
        "valid_json | {\"strict\": false}"
      })
  void shouldReadAFencedAnswerInEveryStructuredScorerAndSaySo(String scorer, String params) {
    // Given
    String fenced = "Sure!\n```json\n{\"a\": 1}\n```";
    // When
    Score score = Scoring.texts(scorer, params, fenced, "{\"a\": 1}");
    ObjectNode bare = ((ObjectNode) Scoring.json(params)).put("strict", true);
    Score strict = Scoring.texts(scorer, bare.toString(), fenced, "{\"a\": 1}");
    // Then
    assertThat(score.score()).isEqualTo(1);
    assertThat(score.metadata().get("taken").textValue()).isEqualTo("fenced");
    assertThat(strict.score() == null || strict.score() < 1).isTrue();
  }

  @Test
  void shouldReadAFencedList() {
    Score score = Scoring.texts("list_contains", "{}", "```\n[\"b\",\"a\"]\n```", "[\"a\",\"b\"]");
    assertThat(score.score()).isEqualTo(1);
    assertThat(score.metadata().get("taken").textValue()).isEqualTo("fenced");
    assertThat(
            Scoring.texts("list_contains", "{\"strict\": true}", "```\n[\"a\"]\n```", "[\"a\"]")
                .error())
        .isNotNull();
  }

  @Test
  void shouldSayWhatIsNotJson() {
    Score score = Scoring.texts("field_accuracy", "{}", "no JSON", "{\"a\": 1}");
    assertThat(score.score()).isZero();
    assertThat(score.reason()).isEqualTo("The answer is not JSON: 0 of 1 fields match.");
  }

  @Test
  @Timeout(120)
  void shouldNotTryForEver() {
    for (String piece : List.of("{", "[", "{\"", "{}x", "```\n", "[1,", "}{")) {
      JsonAnswer.container(TextNode.valueOf("x" + piece.repeat(200_000)), false);
    }
  }
}
