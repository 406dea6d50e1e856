package dev.assay.scoring.engine.apart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.scoring.Scoring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small programs that ask for endless work end in a named error, because their steps are counted;
 * the generous limit is a guard against hanging, no measurement.
 */
@Timeout(120)
class ProgramBoundsTest {
  private static final String TWICE =
      "{\"allOf\":[{\"properties\":{\"a\":{\"$ref\":\"#\"}}},"
          + "{\"properties\":{\"a\":{\"$ref\":\"#\"}}}]}";

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
  }

  private static Score schema(String scorer, String schema, JsonNode output) {
    return Scoring.score(scorer, Scoring.json("{\"schema\":" + schema + "}"), output, null);
  }

  @ParameterizedTest
  @CsvSource({"json_schema, 62", "valid_json, 50"})
  void shouldEndASchemaThatRefersToItselfTwice(String scorer, int depth) {
    Score score = schema(scorer, TWICE, TextNode.valueOf(nested(depth)));
    assertThat(score.error().code()).isEqualTo(ErrorCode.INPUT_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 12})
  void shouldScoreWhatSuchASchemaCanSayWithinItsBound(int depth) {
    assertThat(schema("json_schema", TWICE, TextNode.valueOf(nested(depth))).score()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "(((\\\\d{1,1000}){1,1000}){1,1000})",
        "(((x|y){900}){900})"
      })
  void shouldRefuseAPatternThatWritesItselfOut(String pattern) {
    String params = "{\"pattern\":\"" + pattern + "\"}";
    assertThat(Scoring.texts("regex", params, "a", null).error().code())
        .isEqualTo(ErrorCode.BAD_REGEX);
    assertThat(schema("json_schema", params, TextNode.valueOf("\"a\"")).error().code())
        .isIn(ErrorCode.BAD_REGEX, ErrorCode.BAD_PARAMS);
    Score cel =
        Scoring.texts(
            "expression", "{\"expression\":\"output.matches(item.expected)\"}", "a", pattern);
    assertThat(cel.error().code()).isEqualTo(ErrorCode.EXPRESSION_FAILED);
  }

  @Test
  void shouldMatchInLinearTimeWhereBacktrackingDoesNotEnd() {
    String text = "a".repeat(200_000) + "!";
    assertThat(Scoring.texts("regex", "{\"pattern\":\"^(a+)+$\"}", text, null).score()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "item.extra.r.all(x, !(-1 in item.input))",
        "item.extra.r.all(x, item.input == item.input)",
        "item.extra.r.all(x, size(item.input + item.input) > 0)",
        "item.extra.r.all(x, item.extra.t.contains(item.extra.w) || true)",
        "item.extra.r.all(x, item.extra.t.matches('(a?a?a?a?){50}b') || true)",
        "item.extra.r.map(x, item.input + [x]).size() > 0",
        "[item.input].map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x)[0].size() > 0",
        "['ab'].map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x).map(x, x + x)[0].size() > 0",
        "item.extra.r.all(a, item.extra.r.all(b, item.extra.r.all(c, true)))",
        "item.extra.r.exists(x, -1 in item.input) || true"
      })
  void shouldEndAnExpressionThatTouchesTooMuch(String expression) {
    // Given
    ObjectNode extra = JsonNodeFactory.instance.objectNode();
    ArrayNode r = extra.putArray("r");
    for (int i = 0; i < 9000; i++) {
      r.add(i);
    }
    extra.put("t", "a".repeat(60_000)).put("w", "a".repeat(30_000) + "b");
    ArrayNode input = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < 150_000; i++) {
      input.add(i);
    }
    // When
    Score score = expression(expression, input, extra);
    // Then
    assertThat(score.error()).as(expression).isNotNull();
    assertThat(score.error().code()).isEqualTo(ErrorCode.EXPRESSION_FAILED);
  }

  @Test
  void shouldRefuseAnItemOfAMillionValues() {
    ArrayNode input = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < 1_000_000; i++) {
      input.add(i);
    }
    Score score = expression("true", input, JsonNodeFactory.instance.objectNode());
    assertThat(score.error().code()).isEqualTo(ErrorCode.INPUT_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "item.extra.r.filter(x, x >= 0).size() == 9000",
        "item.extra.r.map(x, x * 2).size() == 9000",
        "item.extra.r.all(x, x in [1, 2, 3] || x >= 0)",
        "item.extra.r == item.extra.r && 5 in item.extra.r"
      })
  void shouldLetOrdinaryExpressionsOverLongListsRun(String expression) {
    ObjectNode extra = JsonNodeFactory.instance.objectNode();
    ArrayNode r = extra.putArray("r");
    for (int i = 0; i < 9000; i++) {
      r.add(i);
    }
    assertThat(expression(expression, null, extra).score()).isEqualTo(1);
  }

  private static Score expression(String expression, JsonNode input, JsonNode extra) {
    JsonNode params = JsonNodeFactory.instance.objectNode().put("expression", expression);
    return Scoring.score(
        new ScorerSpec("expression", null, null, params),
        new ScoringItem("1", input, null, null, null, null, null, null, extra),
        Scoring.answer(TextNode.valueOf("x")));
  }
}
