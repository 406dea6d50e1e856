package dev.assay.run.library.scorers.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;
import dev.assay.run.platform.problem.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorerRulesTest {
  private static final Map<String, ScorerDescriptor> CATALOGUE =
      Map.of(
          "exact_match",
          descriptor("exact_match", "{}"),
          "regex",
          descriptor(
              "regex",
              "{\"pattern\":{\"type\":\"string\",\"format\":\"re2\"},"
                  + "\"flags\":{\"enum\":[\"i\",\"m\"]}}"));

  private static ScorerDescriptor descriptor(String id, String properties) {
    return new ScorerDescriptor(
        id,
        1,
        id,
        "",
        "correctness",
        List.of(),
        false,
        "number",
        "0..1",
        true,
        json(
            "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":"
                + properties
                + "}"));
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static ScorerRules.Read read(String list) {
    List<JsonNode> given = new ArrayList<>();
    json(list).forEach(given::add);
    return ScorerRules.read(given, CATALOGUE);
  }

  @Test
  void shouldReadAnIdAsAScorerWithoutAnythingElse() {
    assertThat(read("[\"exact_match\"]").scorers())
        .containsExactly(new ScorerSpec("exact_match", "exact_match", null, null));
  }

  @Test
  void shouldReadParametersBesideTheIdOrInParams() {
    // When
    ScorerRules.Read beside =
        read("[{\"id\":\"regex\",\"key\":\"k\",\"threshold\":0.5,\"pattern\":\"a\"}]");
    ScorerRules.Read within =
        read("[{\"id\":\"regex\",\"key\":\"k\",\"threshold\":0.5,\"params\":{\"pattern\":\"a\"}}]");

    // Then
    assertThat(beside.violations()).isEmpty();
    assertThat(within.scorers()).isEqualTo(beside.scorers());
    assertThat(beside.scorers())
        .containsExactly(new ScorerSpec("regex", "k", 0.5, json("{\"pattern\":\"a\"}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[7] | VALIDATION_FAILED | scorers[0]",
        "[{}] | VALIDATION_FAILED | scorers[0]",
        "[null] | VALIDATION_FAILED | scorers[0]",
        "['none'] | UNKNOWN_SCORER | scorers[0].id",
        "['exact_match','exact_match'] | DUPLICATE_SCORER_KEY | scorers[1].key",
        "[{'id':'exact_match','key':'a'},{'id':'regex','key':'a'}] | DUPLICATE_SCORER_KEY | scorers[1].key",
        "[{'id':'exact_match','key':''}] | VALIDATION_FAILED | scorers[0].key",
        "[{'id':'exact_match','threshold':-0.1}] | BAD_THRESHOLD | scorers[0].threshold",
        "[{'id':'exact_match','threshold':1.01}] | BAD_THRESHOLD | scorers[0].threshold",
        "[{'id':'exact_match','threshold':'x'}] | BAD_THRESHOLD | scorers[0].threshold",
        "[{'id':'exact_match','params':[]}] | VALIDATION_FAILED | scorers[0].params",
        "[{'id':'regex','flags':'x'}] | VALIDATION_FAILED | scorers[0].flags",
        "[{'id':'regex','pattern':'(?=a)'}] | BAD_REGEX | scorers[0].pattern",
        "[{'id':'regex','pattern':'a**'}] | BAD_REGEX | scorers[0].pattern",
        "[{'id':'regex','pattern':'((a{1000}){1000}){1000}'}] | BAD_REGEX | scorers[0].pattern"
      })
  void shouldSayWhatIsWrongAndWhere(String given, ErrorCode code, String field) {
    // When
    ScorerRules.Read read = read(given.replace('\'', '"'));

    // Then
    assertThat(read.code()).isEqualTo(code);
    assertThat(read.violations()).extracting(Violation::field).contains(field);
  }

  @Test
  void shouldSayAllThatIsWrongAndNameTheFirst() {
    // When
    ScorerRules.Read read = read("[\"none\",{\"id\":\"exact_match\",\"threshold\":7}]");

    // Then
    assertThat(read.code()).isEqualTo(ErrorCode.UNKNOWN_SCORER);
    assertThat(read.violations())
        .extracting(Violation::field)
        .containsExactly("scorers[0].id", "scorers[1].threshold");
  }

  @Test
  void shouldTakeSoManyScorersAndNoMore() {
    assertThat(
            ScorerRules.read(
                    Collections.nCopies(ScorerRules.MAX_SCORERS + 1, json("\"exact_match\"")),
                    CATALOGUE)
                .violations())
        .extracting(Violation::field)
        .contains("scorers");
  }
}
