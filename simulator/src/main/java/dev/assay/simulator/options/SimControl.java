package dev.assay.simulator.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;

/**
 * The header by which a request tells a simulator how to treat it: the options of {@link
 * SimOptions} and {@code answer}, {@code answer_key}, {@code attempt_key}.
 */
public final class SimControl {
  /** Its name. */
  public static final String HEADER = "x-assay-sim";

  private static final ObjectWriter ASCII =
      Json.mapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private SimControl() {}

  /** The header's value: one line of ASCII JSON. */
  public static String write(
      JsonNode options, JsonNode answer, String answerKey, String attemptKey) {
    ObjectNode control = JsonNodeFactory.instance.objectNode();
    if (options != null && options.isObject()) {
      control.setAll((ObjectNode) options);
    }
    if (answer != null) {
      control.set("answer", answer);
    }
    control.put("answer_key", answerKey);
    control.put("attempt_key", attemptKey);
    try {
      return ASCII.writeValueAsString(control);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory cannot fail to be written", e);
    }
  }

  /**
   * Reads a header's value.
   *
   * @return an object, empty when there is no header
   * @throws IllegalArgumentException when it is not a JSON object
   */
  public static JsonNode read(String value) {
    if (value == null) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      JsonNode node = Json.mapper().readTree(value);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(HEADER + " is not a JSON object", e);
    }
    throw new IllegalArgumentException(HEADER + " is not a JSON object");
  }
}
