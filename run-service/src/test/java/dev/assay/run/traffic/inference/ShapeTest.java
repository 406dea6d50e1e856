package dev.assay.run.traffic.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.run.traffic.asking.WrittenJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a": 1, "b": {"c": "x"}}   | {"a": 2, "b": {"c": "y"}}      | true
          {"a": 1, "b": {"c": "x"}}   | {"a": "two", "b": {"c": true}} | true
          {"a": 1, "b": {"c": "x"}}   | {"a": 1, "d": "more"}          | true
          {"a": 1, "b": {"c": "x"}}   | {"a": null, "b": null}         | true
          {"a": null}                 | {"a": {"b": 1}}                | true
          {"a": 1, "b": {"c": "x"}}   | {"a": 1, "b": "x"}             | false
          {"a": 1, "b": {"c": "x"}}   | {"a": {"value": 1}}            | false
          {"a": 1}                    | [{"a": 1}]                     | false
          {"a": 1}                    | {"error": "cannot"}            | false
          {"a": 1}                    | {}                             | false
          {}                          | {"a": 1}                       | true
          [{"a": 1}]                  | [{"a": 2}, {"a": 3}]           | true
          [{"a": 1}]                  | []                             | true
          [{"a": 1}]                  | [2]                            | false
          []                          | [1, {"a": 2}]                  | true
          """)
  void shouldBeThatOfTheAnswer(String answer, String correction, boolean fits)
      throws JsonProcessingException {
    assertThat(Shape.of(json(answer)).fits(json(correction))).isEqualTo(fits);
    assertThat(Shape.of(TextNode.valueOf(answer)).fits(json(correction))).isEqualTo(fits);
  }

  @Test
  void shouldKnowOfBrokenJsonWhatItWasToBe() throws JsonProcessingException {
    Shape object = Shape.of(TextNode.valueOf(" {\"a\": [1, 2"));
    Shape list = Shape.of(TextNode.valueOf("[1, 2"));

    assertThat(object.fits(json("{\"b\": 1}"))).isTrue();
    assertThat(object.fits(json("[1]"))).isFalse();
    assertThat(list.fits(json("[3]"))).isTrue();
  }

  @Test
  void shouldNotBeOneOfWords() {
    assertThat(Shape.of(TextNode.valueOf("The total is {118}."))).isNull();
    assertThat(Shape.of(null)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\": 1}                                         | {\"a\":1}",
        "<think>{\"a\": 0}? No.</think> [1]                 | [1]",
        "First:~```json~{\"a\": 1}~```~then~```~[2]~```     | [2]",
        "<think>~```~[0]~```~</think>~```json~[1]~```~      | [1]",
        "```~not json~```                                   | ''",
        "{\"a\": 1} and more                                | ''",
        "1                                                  | ''"
      })
  void shouldBeReadFromWhatModelsWrite(String written, String expected) {
    JsonNode read = WrittenJson.read(TextNode.valueOf(written.replace('~', '\n')));

    assertThat(read == null ? "" : read.toString()).isEqualTo(expected);
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return Json.mapper().readTree(text);
  }
}
