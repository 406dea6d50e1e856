package dev.assay.run.results.export.capsule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.CanonicalJson;
import dev.assay.common.json.Json;

/** Stored JSON that a scorer may see, carried so that the scorer would see the same again. */
final class RawJson {
  private RawJson() {}

  /**
   * Adds a field; when its canonical form would be another value to a scorer (names in another
   * order, a number in another form), its text goes along under {@code raw}.
   *
   * @param text JSON as it is stored; null adds nothing
   */
  static void put(ObjectNode line, String field, String text) {
    if (text == null) {
      return;
    }
    JsonNode value = read(text);
    line.set(field, value);
    if (!read(CanonicalJson.of(value)).toString().equals(value.toString())) {
      line.withObject("/raw").put(field, value.toString());
    }
  }

  /** The value of stored JSON; null for null. */
  static JsonNode read(String text) {
    try {
      return text == null ? null : Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON cannot be read", e);
    }
  }
}
