package dev.assay.run.traffic.otlp.dialects;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.common.json.Json;

/** Single values as instrumentations write them: often JSON within a text. */
final class Values {
  /** JSON that nests deeper stays a text: what is stored must be readable again. */
  private static final int DEEPEST = 40;

  /** Names of traffic are not longer. */
  private static final int LONGEST_NAME = 200;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(Json.MAX_STRING)
                          .maxTokenCount(Json.MAX_TOKENS)
                          .build())
                  .build())
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private Values() {}

  /** Nothing, where a value is absent, null or an empty text. */
  static JsonNode some(JsonNode value) {
    return value == null
            || value.isNull()
            || value.isMissingNode()
            || (value.isTextual() && value.textValue().isEmpty())
        ? null
        : value;
  }

  /** A text that is an object or an array of JSON as that; anything else as it is. */
  static JsonNode read(JsonNode value) {
    if (value == null || !value.isTextual()) {
      return value;
    }
    String text = value.textValue().strip();
    boolean object = text.startsWith("{") && text.endsWith("}");
    if (!object && !(text.startsWith("[") && text.endsWith("]"))) {
      return value;
    }
    try {
      return READER.readValue(text);
    } catch (JsonProcessingException e) {
      // Only looked like JSON.
      return value;
    }
  }

  /** As text: a text itself, anything else as JSON; null for nothing. */
  static String text(JsonNode value) {
    JsonNode some = some(value);
    return some == null ? null : some.isValueNode() ? some.asText() : some.toString();
  }

  /** As a name: null for a blank one, cut where no name may go on. */
  static String name(JsonNode value) {
    String text = text(value);
    if (text == null || text.isBlank()) {
      return null;
    }
    String name = text.strip();
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  /** A count of 0 or more, also from a text; null for anything else. */
  static Long count(JsonNode value) {
    Double number = number(value);
    return number == null || number < 0 || number > 1e15 ? null : (Long) number.longValue();
  }

  /** A number, also from a text; null for anything else. */
  static Double number(JsonNode value) {
    JsonNode some = some(value);
    if (some == null || !some.isValueNode() || some.isBoolean()) {
      return null;
    }
    try {
      double number = some.isNumber() ? some.doubleValue() : Double.parseDouble(some.asText());
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
