package dev.assay.scoring.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Score;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.Scoring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaScorersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": \"object\", \"required\": [\"b\"]} | {\"a\": 1} | 0",
        "{\"type\": \"object\", \"required\": [\"a\"]} | {\"a\": 1} | 1",
        "{\"$defs\": {\"n\": {\"type\": \"number\"}}, \"properties\": {\"a\": {\"$ref\": \"#/$defs/n\"}}} | {\"a\": \"x\"} | 0",
        "{\"type\": \"string\", \"pattern\": \"^a+$\"} | '\"aaa\"' | 1",
        "{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"} | {\"type\": \"object\"} | 1",
        "true | 5 | 1",
        "{\"properties\": {\"c\": {\"$ref\": \"#\"}}, \"type\": \"object\"} | {\"c\": {\"c\": 1}} | 0",
        "{} | not json | 0"
      })
  void shouldHoldAnswersAgainstASchema(String schema, String output, int score) {
    Score result = Scoring.texts("json_schema", "{\"schema\": " + schema + "}", output, null);
    assertThat(result.error()).isNull();
    assertThat(result.score()).isEqualTo(score);
  }

  @Test
  void shouldListTheErrorsOfASchema() {
    Score score =
        Scoring.texts(
            "json_schema",
            "{\"schema\": {\"type\": \"object\", \"required\": [\"b\", \"c\"]}}",
            "{\"a\": 1}",
            null);
    assertThat(score.metadata().get("errors")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"nonsense\"}",
        "{\"$ref\": \"http://127.0.0.1:1/secret.json\"}",
        "{\"$ref\": \"file:///etc/passwd\"}",
        "{\"$ref\": \"classpath:application.properties\"}",
        "{\"pattern\": \"(?=x)\"}",
        "{\"$schema\": \"http://example.com/own\", \"type\": \"object\"}",
        "{\"properties\": 5}"
      })
  void shouldRefuseSchemasThatAreBrokenOrReachOutside(String schema) {
    // When
    Score score = Scoring.texts("json_schema", "{\"schema\": " + schema + "}", "{}", null);
    // Then
    assertThat(score.error()).isNotNull();
    assertThat(score.error().code()).isIn(ErrorCode.BAD_PARAMS, ErrorCode.BAD_REGEX);
  }

  @Test
  void shouldRefuseASchemaThatIsExponentiallyLarge() {
    // Given: 2^40 nodes when written out
    StringBuilder defs = new StringBuilder("\"d0\": {\"type\": \"object\"}");
    for (int i = 1; i <= 40; i++) {
      String below = "{\"$ref\": \"#/$defs/d" + (i - 1) + "\"}";
      defs.append(", \"d" + i + "\": {\"allOf\": [" + below + ", " + below + "]}");
    }
    JsonNode params =
        Scoring.json("{\"schema\": {\"$defs\": {" + defs + "}, \"$ref\": \"#/$defs/d40\"}}");
    // When
    Score score = Scoring.score("json_schema", params, TextNode.valueOf("{}"), null);
    // Then
    assertThat(score.error().code()).isEqualTo(ErrorCode.BAD_PARAMS);
    assertThat(score.error().message()).contains("too large");
  }

  @Test
  void shouldSurviveASchemaThatOnlyRefersToItself() {
    Score score = Scoring.texts("json_schema", "{\"schema\": {\"$ref\": \"#\"}}", "{}", null);
    assertThat(score.status()).isEqualTo(ScoreStatus.ERROR);
  }
}
