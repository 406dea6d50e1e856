package dev.assay.scoring.ecma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.EcmaNumber;

/** Text of a JSON value as ECMAScript's {@code String()} gives it, objects and arrays as JSON. */
public final class EcmaText {
  private static final double LARGEST_EXACT = 9007199254740991.0;

  private EcmaText() {}

  /** The text; an absent value (Java null) is {@code undefined}, a JSON null is {@code null}. */
  public static String of(JsonNode value) {
    if (value == null) {
      return "undefined";
    }
    if (value instanceof TextNode text) {
      return text.textValue();
    }
    return value.isNumber() ? number(value) : EcmaJson.stringify(value);
  }

  /**
   * A number; a whole one that a double cannot hold keeps its digits, which ECMAScript loses: ids
   * of 64 bits are not to become each other.
   */
  static String number(JsonNode value) {
    if (value.isIntegralNumber() && !(Math.abs(value.doubleValue()) <= LARGEST_EXACT)) {
      return value.bigIntegerValue().toString();
    }
    return EcmaNumber.toText(value.doubleValue());
  }
}
