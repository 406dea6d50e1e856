package dev.assay.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Whether a value fits a JSON schema, for the part of the language that providers take: types,
 * enum, const, objects, arrays, bounds, patterns, references within the document, anyOf, oneOf (as
 * anyOf) and allOf. What it does not know it passes over.
 */
final class SchemaFit {
  private static final int DEEPEST = 32;

  private final JsonNode root;

  private SchemaFit(JsonNode root) {
    this.root = root;
  }

  static boolean fits(JsonNode schema, JsonNode value) {
    return new SchemaFit(schema).fits(schema, value, 0);
  }

  private boolean fits(JsonNode given, JsonNode value, int depth) {
    JsonNode schema = SchemaRefs.resolve(root, given);
    if (depth > DEEPEST || schema.isBoolean()) {
      return depth <= DEEPEST && schema.asBoolean();
    }
    if (schema.has("const") && !same(schema.get("const"), value)) {
      return false;
    }
    if (schema.path("enum").isArray() && !oneOf(schema.get("enum"), value)) {
      return false;
    }
    for (JsonNode each : schema.path("allOf")) {
      if (!fits(each, value, depth + 1)) {
        return false;
      }
    }
    JsonNode choice = SchemaRefs.choice(schema);
    if (choice != null && !any(choice, value, depth)) {
      return false;
    }
    List<String> types = SchemaRefs.types(schema);
    if (!types.isEmpty() && types.stream().noneMatch(type -> isA(type, value))) {
      return false;
    }
    return switch (value.getNodeType()) {
      case OBJECT -> object(schema, value, depth);
      case ARRAY -> array(schema, value, depth);
      case STRING -> string(schema, value.asText());
      case NUMBER -> number(schema, value.decimalValue());
      case BOOLEAN, NULL -> true;
      case BINARY, MISSING, POJO -> false;
    };
  }

  private boolean any(JsonNode choice, JsonNode value, int depth) {
    for (JsonNode each : choice) {
      if (fits(each, value, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  private boolean object(JsonNode schema, JsonNode value, int depth) {
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) {
        return false;
      }
    }
    JsonNode others = schema.path("additionalProperties");
    Iterator<Map.Entry<String, JsonNode>> fields = value.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      JsonNode known = schema.path("properties").path(field.getKey());
      JsonNode rule = known.isMissingNode() ? others : known;
      if (!rule.isMissingNode() && !fits(rule, field.getValue(), depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean array(JsonNode schema, JsonNode value, int depth) {
    if (value.size() < schema.path("minItems").asInt(0)
        || value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
      return false;
    }
    JsonNode items = schema.path("items");
    for (JsonNode each : value) {
      if (!items.isMissingNode() && !fits(items, each, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean string(JsonNode schema, String text) {
    int length = text.codePointCount(0, text.length());
    return length >= schema.path("minLength").asInt(0)
        && length <= schema.path("maxLength").asInt(Integer.MAX_VALUE)
        && (!schema.path("pattern").isTextual() || matches(schema.get("pattern").asText(), text));
  }

  private static boolean matches(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException e) {
      // Another dialect than Java's: the client's validator has the last word.
      return true;
    }
  }

  private static boolean number(JsonNode schema, BigDecimal value) {
    return atLeast(value, schema.path("minimum"), 0)
        && atLeast(value, schema.path("exclusiveMinimum"), 1)
        && atLeast(value.negate(), negated(schema.path("maximum")), 0)
        && atLeast(value.negate(), negated(schema.path("exclusiveMaximum")), 1)
        && multiple(value, schema.path("multipleOf"));
  }

  private static boolean atLeast(BigDecimal value, JsonNode bound, int margin) {
    return !bound.isNumber() || value.compareTo(bound.decimalValue()) >= margin;
  }

  private static JsonNode negated(JsonNode bound) {
    return bound.isNumber() ? DecimalNode.valueOf(bound.decimalValue().negate()) : bound;
  }

  private static boolean multiple(BigDecimal value, JsonNode of) {
    return !of.isNumber()
        || of.decimalValue().signum() == 0
        || value.remainder(of.decimalValue()).signum() == 0;
  }

  private static boolean oneOf(JsonNode values, JsonNode value) {
    for (JsonNode each : values) {
      if (same(each, value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean same(JsonNode a, JsonNode b) {
    return a.isNumber() && b.isNumber()
        ? a.decimalValue().compareTo(b.decimalValue()) == 0
        : a.equals(b);
  }

  private static boolean isA(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "number" -> value.isNumber();
      case "integer" -> value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> true;
    };
  }
}
