package dev.assay.run.engine.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * One text for all JSON that means the same: names in order, numbers by their value (1, 1.0 and 1e0
 * are one), no blanks.
 */
final class NumberBlindJson {
  private final StringBuilder text = new StringBuilder();

  private NumberBlindJson() {}

  /** The text of a value; Java's null is JSON's null. */
  static String of(JsonNode value) {
    NumberBlindJson json = new NumberBlindJson();
    json.write(value);
    return json.text.toString();
  }

  private void write(JsonNode value) {
    if (value == null || value.isNull()) {
      text.append("null");
    } else if (value.isObject()) {
      object(value);
    } else if (value.isArray()) {
      array(value);
    } else if (value.isNumber()) {
      number(value);
    } else {
      text.append(value);
    }
  }

  private void object(JsonNode value) {
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    value.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
    text.append('{');
    for (Iterator<Map.Entry<String, JsonNode>> i = sorted.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> e = i.next();
      text.append(TextNode.valueOf(e.getKey())).append(':');
      write(e.getValue());
      text.append(i.hasNext() ? "," : "");
    }
    text.append('}');
  }

  private void array(JsonNode value) {
    text.append('[');
    for (int i = 0; i < value.size(); i++) {
      text.append(i == 0 ? "" : ",");
      write(value.get(i));
    }
    text.append(']');
  }

  private void number(JsonNode value) {
    boolean finite = !value.isFloatingPointNumber() || Double.isFinite(value.doubleValue());
    // Not as plain digits: a large exponent must not become a megabyte of zeros.
    text.append(finite ? value.decimalValue().stripTrailingZeros().toString() : value.toString());
  }
}
