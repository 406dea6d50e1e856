package dev.assay.simulator.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.simulator.seed.SimRandom;

/** An answer that has to fit a JSON schema. */
final class SchemaAnswer {
  private static final int TRIES = 20;

  private SchemaAnswer() {}

  /**
   * What is expected when that fits, else a value made from the schema. A wrong one fits too.
   *
   * @param expected null when not known
   */
  static JsonNode value(JsonNode schema, JsonNode expected, boolean wrong, SimRandom random) {
    JsonNode right = expected == null ? null : fitting(schema, expected);
    if (right == null) {
      return SchemaValues.of(schema, random);
    }
    if (!wrong) {
      return right;
    }
    for (int i = 0; i < TRIES; i++) {
      JsonNode other = i % 2 == 0 ? Perturb.json(right, random) : SchemaValues.of(schema, random);
      // As they are written: 2 and 2 may be numbers of two types.
      if (!other.toString().equals(right.toString()) && SchemaFit.fits(schema, other)) {
        return other;
      }
    }
    // The schema leaves no other value.
    return right;
  }

  /** The value, or what its text says; null when neither fits. */
  private static JsonNode fitting(JsonNode schema, JsonNode expected) {
    if (SchemaFit.fits(schema, expected)) {
      return expected;
    }
    JsonNode said = expected.isTextual() ? parse(expected.asText()) : null;
    return said != null && SchemaFit.fits(schema, said) ? said : null;
  }

  /** Null when it is not JSON. */
  static JsonNode parse(String text) {
    try {
      JsonNode node = Json.strict().readTree(text);
      return node == null || node.isMissingNode() ? null : node;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
