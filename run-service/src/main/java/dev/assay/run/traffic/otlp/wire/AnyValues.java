package dev.assay.run.traffic.otlp.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** OTLP's values as JSON. */
public final class AnyValues {
  /** Deeper ones are left out: what is stored must be readable again. */
  private static final int DEEPEST = 32;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AnyValues() {}

  /** Attributes by name, in their order; the first of a name counts. */
  public static Map<String, JsonNode> map(List<KeyValue> attributes) {
    Map<String, JsonNode> map = new LinkedHashMap<>();
    for (KeyValue attribute : attributes) {
      map.putIfAbsent(attribute.getKey(), of(attribute.getValue(), 0));
    }
    return map;
  }

  private static JsonNode of(AnyValue value, int depth) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> JSON.textNode(value.getStringValue());
      case BOOL_VALUE -> JSON.booleanNode(value.getBoolValue());
      case INT_VALUE -> JSON.numberNode(value.getIntValue());
      case DOUBLE_VALUE -> number(value.getDoubleValue());
      case BYTES_VALUE ->
          JSON.textNode(Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray()));
      case ARRAY_VALUE -> array(value.getArrayValue().getValuesList(), depth + 1);
      case KVLIST_VALUE -> object(value.getKvlistValue().getValuesList(), depth + 1);
      default -> JSON.nullNode();
    };
  }

  /** JSON has no word for what is no number. */
  private static JsonNode number(double value) {
    return Double.isFinite(value) ? JSON.numberNode(value) : JSON.textNode(Double.toString(value));
  }

  private static JsonNode array(List<AnyValue> values, int depth) {
    ArrayNode array = JSON.arrayNode();
    if (depth <= DEEPEST) {
      values.forEach(value -> array.add(of(value, depth)));
    }
    return array;
  }

  private static JsonNode object(List<KeyValue> values, int depth) {
    ObjectNode object = JSON.objectNode();
    if (depth <= DEEPEST) {
      values.forEach(member -> object.set(member.getKey(), of(member.getValue(), depth)));
    }
    return object;
  }
}
