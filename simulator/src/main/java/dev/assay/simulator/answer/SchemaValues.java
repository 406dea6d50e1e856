package dev.assay.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.simulator.seed.SimRandom;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Makes a value that fits a JSON schema, by the seed. Every property of an object is given. */
final class SchemaValues {
  private static final int DEEPEST = 12;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonNode root;
  private final SimRandom random;

  private SchemaValues(JsonNode root, SimRandom random) {
    this.root = root;
    this.random = random;
  }

  static JsonNode of(JsonNode schema, SimRandom random) {
    return new SchemaValues(schema, random).value(schema, "value", 0);
  }

  private JsonNode value(JsonNode given, String name, int depth) {
    JsonNode schema = merged(SchemaRefs.resolve(root, given));
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.path("enum").isArray() && !schema.get("enum").isEmpty()) {
      return schema.get("enum").get(random.below(schema.get("enum").size()));
    }
    JsonNode choice = SchemaRefs.choice(schema);
    if (choice != null) {
      return value(chosen(choice, depth), name, depth + 1);
    }
    return switch (type(schema)) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, name, depth);
      case "integer" -> integer(schema);
      case "number" -> number(schema);
      case "boolean" -> BooleanNode.valueOf(random.unit() < 0.5);
      case "null" -> NullNode.getInstance();
      default -> SchemaTexts.of(schema, name, random);
    };
  }

  /** One of several; where it gets deep the last that is null, or the first. */
  private JsonNode chosen(JsonNode choice, int depth) {
    if (depth < DEEPEST) {
      return choice.get(random.below(choice.size()));
    }
    for (JsonNode each : choice) {
      if (SchemaRefs.types(each).contains("null")) {
        return each;
      }
    }
    return choice.get(0);
  }

  private static String type(JsonNode schema) {
    List<String> types = SchemaRefs.types(schema);
    if (!types.isEmpty()) {
      return types.get(0);
    }
    if (schema.has("properties")) {
      return "object";
    }
    return schema.has("items") ? "array" : "string";
  }

  /** Lays the parts of an allOf over each other. */
  private JsonNode merged(JsonNode schema) {
    if (!schema.path("allOf").isArray()) {
      return schema;
    }
    ObjectNode all = schema.deepCopy();
    all.remove("allOf");
    for (JsonNode each : schema.get("allOf")) {
      JsonNode part = merged(SchemaRefs.resolve(root, each));
      Iterator<Map.Entry<String, JsonNode>> fields = part.fields();
      while (fields.hasNext()) {
        Map.Entry<String, JsonNode> field = fields.next();
        if (field.getKey().equals("properties") && all.path("properties").isObject()) {
          ((ObjectNode) all.get("properties")).setAll((ObjectNode) field.getValue());
        } else {
          all.set(field.getKey(), field.getValue());
        }
      }
    }
    return all;
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    Iterator<Map.Entry<String, JsonNode>> fields = schema.path("properties").fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (depth < DEEPEST || required(schema, field.getKey())) {
        object.set(field.getKey(), value(field.getValue(), field.getKey(), deeper(depth)));
      }
    }
    return object;
  }

  private static boolean required(JsonNode schema, String name) {
    for (JsonNode each : schema.path("required")) {
      if (each.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private int deeper(int depth) {
    if (depth > 3 * DEEPEST) {
      throw new IllegalArgumentException("the schema has no value of finite size");
    }
    return depth + 1;
  }

  private ArrayNode array(JsonNode schema, String name, int depth) {
    int least = schema.path("minItems").asInt(0);
    int most = Math.min(schema.path("maxItems").asInt(Math.max(3, least)), least + 3);
    int size = depth >= DEEPEST ? least : Math.max(least, Math.min(most, 1 + random.below(3)));
    ArrayNode array = NODES.arrayNode();
    for (int i = 0; i < size; i++) {
      array.add(value(schema.path("items"), name, deeper(depth)));
    }
    return array;
  }

  private JsonNode integer(JsonNode schema) {
    BigDecimal step = step(schema, BigDecimal.ONE).setScale(0, RoundingMode.CEILING);
    return LongNode.valueOf(between(schema, step, 100).longValue());
  }

  private JsonNode number(JsonNode schema) {
    BigDecimal value = between(schema, step(schema, new BigDecimal("0.01")), 1);
    return DecimalNode.valueOf(value.stripTrailingZeros());
  }

  private static BigDecimal step(JsonNode schema, BigDecimal otherwise) {
    JsonNode step = schema.path("multipleOf");
    return step.isNumber() && step.decimalValue().signum() > 0 ? step.decimalValue() : otherwise;
  }

  /** A multiple of the step within the bounds; without bounds within so many from 0. */
  private BigDecimal between(JsonNode schema, BigDecimal step, int span) {
    BigDecimal width = BigDecimal.valueOf(span).max(step);
    BigDecimal low = bound(schema, "minimum", "exclusiveMinimum", step);
    BigDecimal high = bound(schema, "maximum", "exclusiveMaximum", step.negate());
    if (low == null) {
      low = high == null || high.signum() >= 0 ? BigDecimal.ZERO : high.subtract(width);
    }
    if (high == null) {
      high = low.add(width);
    }
    BigDecimal first = low.divide(step, 0, RoundingMode.CEILING);
    BigDecimal last = high.divide(step, 0, RoundingMode.FLOOR);
    long count = Math.max(1, last.subtract(first).longValue() + 1);
    return first.add(BigDecimal.valueOf((long) (random.unit() * count))).multiply(step);
  }

  private static BigDecimal bound(
      JsonNode schema, String inclusive, String exclusive, BigDecimal inwards) {
    if (schema.path(exclusive).isNumber()) {
      return schema.get(exclusive).decimalValue().add(inwards);
    }
    return schema.path(inclusive).isNumber() ? schema.get(inclusive).decimalValue() : null;
  }
}
