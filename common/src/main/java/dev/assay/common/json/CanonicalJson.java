package dev.assay.common.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one text of a JSON value, by the JSON Canonicalization Scheme (RFC 8785): no blanks, names in
 * the order of their UTF-16 code units, numbers as {@link EcmaNumber}, only the escapes that must
 * be. A lone surrogate, which the scheme refuses, is escaped as ECMAScript does.
 *
 * <p>Every number is a double here: digits that a double cannot hold are lost.
 */
public final class CanonicalJson {
  private final StringBuilder out = new StringBuilder();

  private CanonicalJson() {}

  /**
   * The text; Java's null is JSON's null.
   *
   * @throws IllegalArgumentException for a number that is not finite
   */
  public static String of(JsonNode value) {
    CanonicalJson json = new CanonicalJson();
    json.value(value);
    return json.out.toString();
  }

  /** The text in UTF-8, as it is hashed. */
  public static byte[] bytes(JsonNode value) {
    return of(value).getBytes(StandardCharsets.UTF_8);
  }

  private void value(JsonNode value) {
    if (value == null) {
      out.append("null");
      return;
    }
    switch (value.getNodeType()) {
      case OBJECT -> object(value);
      case ARRAY -> array(value);
      case STRING -> string(value.textValue());
      case NUMBER -> number(value.doubleValue());
      case BOOLEAN -> out.append(value.booleanValue());
      case NULL, MISSING, BINARY, POJO -> out.append("null");
    }
  }

  private void number(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("JSON has no number " + number);
    }
    out.append(EcmaNumber.toText(number));
  }

  private void object(JsonNode object) {
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
    char before = '{';
    for (Map.Entry<String, JsonNode> e : sorted.entrySet()) {
      out.append(before);
      string(e.getKey());
      out.append(':');
      value(e.getValue());
      before = ',';
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private void array(JsonNode array) {
    out.append('[');
    for (int i = 0; i < array.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      value(array.get(i));
    }
    out.append(']');
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> character(text, i, c);
      }
    }
    out.append('"');
  }

  private void character(String text, int at, char c) {
    if (c < ' ' || isLoneSurrogate(text, at, c)) {
      out.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        out.append(Character.forDigit(c >> shift & 0xF, 16));
      }
    } else {
      out.append(c);
    }
  }

  private static boolean isLoneSurrogate(String text, int at, char c) {
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
