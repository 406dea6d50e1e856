package dev.assay.run.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A few scorers as scoring-service describes them. */
final class FakeCatalogue {
  private FakeCatalogue() {}

  static List<ScorerDescriptor> scorers() {
    return List.of(
        scorer("exact_match", List.of("expected"), "0|1", "{}"),
        scorer(
            "levenshtein",
            List.of("expected"),
            "0..1",
            "{\"case_sensitive\":{\"type\":\"boolean\"},\"spans\":{\"type\":\"object\","
                + "\"properties\":{\"kind\":{\"type\":\"string\"},\"name\":{\"type\":\"string\"}},"
                + "\"required\":[\"kind\"],\"additionalProperties\":false}}"),
        scorer(
            "regex",
            List.of(),
            "0|1",
            "{\"pattern\":{\"type\":\"string\",\"format\":\"re2\",\"maxLength\":1000}}"),
        scorer(
            "expression",
            List.of(),
            "0..1",
            "{\"expression\":{\"type\":\"string\",\"format\":\"cel\",\"maxLength\":2000}}"),
        scorer("field_accuracy", List.of("expected"), "0..1", "{\"fields\":{\"type\":\"array\"}}"),
        scorer("json_schema", List.of(), "0|1", "{\"schema\":{\"type\":\"object\"}}"),
        scorer("valid_json", List.of(), "0|1", "{\"strict\":{\"type\":\"boolean\"}}"),
        scorer("unmeasurable", List.of(), "0..1", "{}"),
        scorer("not_applicable", List.of(), "0..1", "{}"),
        scorer(
            "llm_judge",
            List.of("judge"),
            "0..1",
            "{\"judge\":{\"type\":\"object\"},\"criteria\":{\"type\":\"string\"},"
                + "\"votes\":{\"type\":\"integer\",\"default\":1}}"),
        scorer(
            "custom",
            List.of("judge"),
            "0..1",
            "{\"judge\":{\"type\":\"object\"},\"template\":{\"type\":\"string\",\"format\":\"judge-template\"}}"),
        scorer(FakeDivergence.ID, List.of("judge"), "0|1", "{\"judge\":{\"type\":\"object\"}}"),
        scorer(
            "wary_judge",
            List.of("judge"),
            "0..1",
            "{\"judge\":{\"type\":\"object\"},\"spans\":{\"type\":\"object\"}}"),
        scorer("weighted", List.of("scores"), "0..1", "{\"weights\":{\"type\":\"object\"}}"));
  }

  private static ScorerDescriptor scorer(
      String id, List<String> needs, String range, String properties) {
    String schema =
        "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\","
            + "\"properties\":"
            + properties
            + ",\"additionalProperties\":false"
            + ("wary_judge".equals(id) ? ",\"x-canaries\":true" : "")
            + ("llm_judge".equals(id)
                ? ",\"x-questions\":{\"low\":1,\"expected\":1,\"high\":1,\"times\":[\"votes\"],"
                    + "\"reply\":\"text\",\"prompt_chars\":400}"
                : "")
            + ("regex".equals(id) ? ",\"required\":[\"pattern\"]" : "")
            + ("expression".equals(id) ? ",\"required\":[\"expression\"]" : "")
            + "}";
    return new ScorerDescriptor(
        id, 1, id, "For tests.", "correctness", needs, false, "number", range, true, json(schema));
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
