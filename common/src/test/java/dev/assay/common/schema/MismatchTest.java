package dev.assay.common.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a value does not fit, in words for people. */
class MismatchTest {
  /** As much as anybody wants. */
  private static final class Endless implements Steps {
    private long spent;

    @Override
    public void spend(long steps) {
      spent += steps;
    }

    @Override
    public void spend(long rows, long columns) {
      spend(rows * columns);
    }
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return Json.mapper().readTree(text);
  }

  private static List<String> paths(String schema, String value) throws JsonProcessingException {
    return JsonSchemas.compile(json(schema)).mismatches(json(value), new Endless()).stream()
        .map(Mismatch::path)
        .toList();
  }

  @Test
  void shouldNameFieldsAndPlacesInLists() throws JsonProcessingException {
    String schema =
        """
        {"properties": {"total": {"type": "number"},
          "lines": {"items": {"properties": {"a.b": {"type": "string"}, "amount": {"minimum": 0}}}}}}
        """;
    assertThat(
            paths(
                schema,
                """
                {"total": "x", "lines": [{"amount": 1}, {"amount": -1, "a.b": 5}]}
                """))
        .containsExactly("lines[1].a.b", "lines[1].amount", "total");
    assertThat(paths("{\"type\": \"object\"}", "[]")).containsExactly("");
  }

  @Test
  void shouldNameWhatIsMissingOrTooMuch() throws JsonProcessingException {
    assertThat(
            paths(
                "{\"properties\": {\"a\": {\"required\": [\"b\"], \"properties\": {\"b\": {}},"
                    + " \"additionalProperties\": false}}}",
                "{\"a\": {\"c\": 1}}"))
        .containsExactly("a.b", "a.c");
  }

  @Test
  void shouldSayWhatIsWrongWithoutThePath() throws JsonProcessingException {
    List<Mismatch> wrong =
        JsonSchemas.compile(json("{\"properties\": {\"total\": {\"type\": \"number\"}}}"))
            .mismatches(json("{\"total\": \"x\"}"), new Endless());
    assertThat(wrong).hasSize(1);
    assertThat(wrong.get(0).message()).contains("string", "number").doesNotContain("total", "$");
  }

  @Test
  void shouldCountWhatItDoes() throws JsonProcessingException {
    Endless steps = new Endless();
    JsonSchemas.compile(json("{\"type\": \"object\", \"minProperties\": 1}"))
        .mismatches(json("{\"a\": 1}"), steps);
    assertThat(steps.spent).isPositive();
  }

  @Test
  void shouldRefuseASchemaThatReachesOutside() throws JsonProcessingException {
    JsonNode schema = json("{\"$ref\": \"file:///etc/passwd\"}");
    assertThatThrownBy(() -> JsonSchemas.compile(schema)).isInstanceOf(BadSchemaException.class);
    JsonNode pattern = json("{\"pattern\": \"(?=x)\"}");
    assertThatThrownBy(() -> JsonSchemas.compile(pattern)).isInstanceOf(BadSchemaException.class);
  }
}
