package dev.assay.scoring.ecma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.EcmaNumber;

/** Text of a JSON value as ECMAScript's {@code String()} gives it, objects and arrays as JSON. */
public final class EcmaText {
  private EcmaText() {}

  /** The text; an absent value (Java null) is {@code undefined}, a JSON null is {@code null}. */
  public static String of(JsonNode value) {
    if (value == null) {
      return "undefined";
    }
    if (value instanceof TextNode text) {
      return text.textValue();
    }
    return value.isNumber() ? EcmaNumber.toText(value.doubleValue()) : EcmaJson.stringify(value);
  }
}
