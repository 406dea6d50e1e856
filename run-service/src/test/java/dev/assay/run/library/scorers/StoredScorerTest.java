package dev.assay.run.library.scorers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an evaluation says of a custom scorer goes over what was saved. */
class StoredScorerTest {
  private static final StoredScorer TONE =
      new StoredScorer(
          "tone",
          3,
          new CustomScorer(
              null, CustomKind.JUDGE, null, null, 0.8, json("{'template':'t','votes':1}")),
          Instant.EPOCH);

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{} | {'id':'custom','key':'tone','threshold':0.8,'params':{'template':'t','votes':1},'custom':'tone@3'}",
        "{'id':'tone','key':'k','threshold':0.5} |"
            + " {'id':'custom','key':'k','threshold':0.5,'params':{'template':'t','votes':1},'custom':'tone@3'}",
        "{'id':'tone@3','threshold':null} |"
            + " {'id':'custom','key':'tone','threshold':null,'params':{'template':'t','votes':1},'custom':'tone@3'}",
        "{'id':'tone','votes':3} |"
            + " {'id':'custom','key':'tone','threshold':0.8,'params':{'template':'t','votes':3},'custom':'tone@3'}",
        "{'id':'tone','params':{'votes':5,'swap':true}} |"
            + " {'id':'custom','key':'tone','threshold':0.8,'params':{'template':'t','votes':5,'swap':true},'custom':'tone@3'}",
      })
  void shouldPutTheEvaluationsWordsOverTheDefinition(String given, String expected) {
    assertThat(TONE.over((ObjectNode) json(given))).isEqualTo(json(expected));
  }

  @Test
  void shouldLeaveTheDefinitionAsItIs() {
    // When
    ObjectNode unused = TONE.over((ObjectNode) json("{'votes':9}"));

    // Then
    assertThat(TONE.definition().params()).isEqualTo(json("{'template':'t','votes':1}"));
    assertThat(unused.at("/params/votes").asInt()).isEqualTo(9);
  }
}
