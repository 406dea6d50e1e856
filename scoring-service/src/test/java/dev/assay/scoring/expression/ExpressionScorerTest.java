package dev.assay.scoring.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Score;
import dev.assay.scoring.Scoring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionScorerTest {
  private static Score evaluate(String expression, JsonNode output, JsonNode expected) {
    var params = JsonNodeFactory.instance.objectNode().put("expression", expression);
    return Scoring.score("expression", params, output, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | 1",
        "output.total == 12 | 1",
        "output.total > 11.5 && item.expected == 'x' | 1",
        "output.lines.exists(l, l.price > 5.0) | 1",
        "output.lines.all(l, l.price > 5.0) | 0",
        "double(size(output.lines)) / 4.0 | 0.5",
        "1 | 1",
        "has(output.missing) ? 0.0 : 0.25 | 0.25",
        "has(item.expected) | 1",
        "answer.finish_reason == 'stop' | 1",
        "output.name.matches('^[A-Z]') | 1",
        "output.nothing == null | 1"
      })
  void shouldScoreWhatTheExpressionSays(String expression, double score) {
    // Given
    JsonNode output =
        Scoring.json(
            "{\"total\": 12, \"name\": \"Acme\", \"nothing\": null,"
                + " \"lines\": [{\"price\": 1.5}, {\"price\": 7}]}");
    // When
    Score result = evaluate(expression, output, TextNode.valueOf("x"));
    // Then
    assertThat(result.error()).isNull();
    assertThat(result.score()).isEqualTo(score);
  }

  @Test
  void shouldSeeAnAbsentOutputAsNull() {
    assertThat(evaluate("output == null", null, null).score()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"answer.missing", "1 / 0", "output + 1", "'text'", "[1]"})
  void shouldNotMakeAScoreOfWhatFails(String expression) {
    // When
    Score score = evaluate(expression, TextNode.valueOf("secret answer"), null);
    // Then
    assertThat(score.error().code()).isEqualTo(ErrorCode.EXPRESSION_FAILED);
    assertThat(score.error().message()).doesNotContain("secret answer");
  }

  @Test
  void shouldNotClampANumber() {
    assertThat(evaluate("1.5", null, null).error().code()).isEqualTo(ErrorCode.OUT_OF_RANGE);
    assertThat(evaluate("0.0 / 0.0", null, null).error().code()).isEqualTo(ErrorCode.NOT_A_NUMBER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "output ==  | line 1, column",
        "nope > 1 | line 1, column 1",
        "size(output | line 1, column",
      })
  void shouldSayWhereAnExpressionIsBroken(String expression, String place) {
    // When
    Score score = evaluate(expression, null, null);
    // Then
    assertThat(score.error().code()).isEqualTo(ErrorCode.BAD_PARAMS);
    assertThat(score.error().message()).contains(place);
  }

  @Test
  void shouldEndAnExpressionThatLoopsTooOften() {
    // Given
    JsonNode output = Scoring.json("[" + "1,".repeat(999) + "1]");
    // When
    Score score =
        evaluate("output.all(a, output.all(b, output.all(c, a + b + c > 0)))", output, null);
    // Then
    assertThat(score.error().code()).isEqualTo(ErrorCode.EXPRESSION_FAILED);
  }

  @Test
  void shouldEndAnExpressionThatTouchesTooMuchText() {
    // Given
    JsonNode output =
        Scoring.json(
            "{\"t\": \"" + "x".repeat(150_000) + "\", \"l\": [" + "1,".repeat(999) + "1]}");
    // When
    Score score = evaluate("output.l.all(a, output.t.matches('^(x|y)*$'))", output, null);
    // Then
    assertThat(score.error().code()).isEqualTo(ErrorCode.EXPRESSION_FAILED);
    assertThat(score.error().message()).isEqualTo(CostMeter.TOO_COSTLY);
  }

  @Test
  void shouldRefuseAnAnswerThatIsTooLarge() {
    assertThat(evaluate("true", TextNode.valueOf("x".repeat(300_000)), null).error().code())
        .isEqualTo(ErrorCode.INPUT_TOO_LARGE);
  }

  @Test
  void shouldRefuseAnExpressionThatIsNestedTooDeeply() {
    String deep = "(".repeat(200) + "1" + ")".repeat(200);
    assertThat(evaluate(deep, null, null).error().code()).isEqualTo(ErrorCode.BAD_PARAMS);
  }
}
