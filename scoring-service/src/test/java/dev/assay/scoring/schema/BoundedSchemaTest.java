package dev.assay.scoring.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.schema.BoundedSchema;
import dev.assay.scoring.Scoring;
import dev.assay.scoring.scorer.Effort;
import dev.assay.scoring.scorer.UnmeasurableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a schema can ask for endless work spends the effort that it is given. */
@Timeout(120)
class BoundedSchemaTest {
  private static final long SMALL = 10_000_000;

  private static void assertTooLarge(String schema, JsonNode value) {
    BoundedSchema compiled = Schemas.compile(Scoring.json(schema));
    assertThatThrownBy(() -> compiled.problems(value, new Effort(SMALL)))
        .as(schema)
        .isInstanceOfSatisfying(
            UnmeasurableException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_TOO_LARGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"allOf\":[{\"properties\":{\"a\":{\"$ref\":\"#\"}}},{\"properties\":{\"a\":{\"$ref\":\"#\"}}}]}",
        "{\"$schema\":\"https://json-schema.org/draft/2019-09/schema\",\"anyOf\":[{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"required\":[\"z\"]},{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"required\":[\"y\"]}]}",
        "{\"$dynamicAnchor\":\"n\",\"allOf\":[{\"properties\":{\"a\":{\"$dynamicRef\":\"#n\"}}},{\"properties\":{\"a\":{\"$dynamicRef\":\"#n\"}}}]}",
        "{\"anyOf\":[{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"required\":[\"z\"]},{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"required\":[\"y\"]}]}",
        "{\"oneOf\":[{\"properties\":{\"a\":{\"$ref\":\"#\"}}},{\"properties\":{\"a\":{\"$ref\":\"#\"}}}]}",
        "{\"$defs\":{\"x\":{\"additionalProperties\":{\"$ref\":\"#/$defs/y\"}},\"y\":{\"allOf\":[{\"$ref\":\"#/$defs/x\"},{\"$ref\":\"#/$defs/x\"}]}},\"$ref\":\"#/$defs/y\"}",
        "{\"if\":{\"properties\":{\"a\":{\"$ref\":\"#\"}}},\"then\":{\"properties\":{\"a\":{\"$ref\":\"#\"}}}}",
        "{\"not\":{\"properties\":{\"a\":{\"allOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}}}}",
        "{\"patternProperties\":{\"a\":{\"$ref\":\"#\"},\"^a\":{\"$ref\":\"#\"}}}",
        "{\"dependentSchemas\":{\"a\":{\"properties\":{\"a\":{\"$ref\":\"#\"}}}},\"properties\":{\"a\":{\"$ref\":\"#\"}}}"
      })
  void shouldEndEveryKindOfReferenceBack(String schema) {
    assertTooLarge(schema, Scoring.json("{\"a\":".repeat(60) + "1" + "}".repeat(60)));
  }

  @Test
  void shouldEndASchemaThatComparesEachWithEach() {
    // Given texts of which all have one hash
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < 1 << 14; i++) {
      StringBuilder text = new StringBuilder();
      for (int bit = 0; bit < 14; bit++) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      list.add(text.toString());
    }
    // When / Then
    assertTooLarge("{\"uniqueItems\":true}", list);
  }

  @Test
  void shouldNotHoldMoreErrorsThanItCan() {
    String list = "[" + "1,".repeat(20_000) + "1]";
    assertTooLarge("{\"items\":{\"type\":\"string\",\"enum\":[\"a\"]}}", Scoring.json(list));
  }

  @Test
  void shouldCountWhatPatternsOfASchemaLookAt() {
    String all =
        "{\"allOf\":[" + "{\"pattern\":\"(x+x+)+y\"},".repeat(900) + "{\"pattern\":\"(x+x+)+y\"}]}";
    assertTooLarge(all, TextNode.valueOf("x".repeat(10_000)));
  }

  @Test
  void shouldLetAnOrdinarySchemaOverALargeAnswerRun() {
    BoundedSchema schema =
        Schemas.compile(
            Scoring.json(
                "{\"items\":{\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":0},"
                    + "\"b\":{\"type\":\"string\",\"maxLength\":9}},\"required\":[\"a\"]}}"));
    String rows = "{\"a\":1,\"b\":\"x\"},".repeat(9_999) + "{\"a\":1}";
    assertThat(schema.problems(Scoring.json("[" + rows + "]"), new Effort())).isEmpty();
    assertThat(schema.problems(Scoring.json("[{}, {\"a\":-1}]"), new Effort())).hasSize(2);
  }

  @Test
  void shouldReadOlderDialectsAsTheySayThemselves() {
    BoundedSchema schema =
        Schemas.compile(
            Scoring.json(
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\","
                    + "\"dependencies\":{\"a\":[\"b\"]}}"));
    assertThat(schema.problems(Scoring.json("{\"a\":1, \"b\":2}"), new Effort())).isEmpty();
    assertThat(schema.problems(Scoring.json("{\"a\":1}"), new Effort())).isNotEmpty();
  }
}
