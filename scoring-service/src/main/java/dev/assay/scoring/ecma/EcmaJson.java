package dev.assay.scoring.ecma;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Compact JSON text as ECMAScript's {@code JSON.stringify} writes it: integer-like keys first in
 * ascending order, then the others as they came; numbers as {@link EcmaText}; lone surrogates
 * escaped; what is not a finite number is {@code null}.
 */
public final class EcmaJson {
  private static final long LARGEST_INDEX = 4294967294L;

  private final StringBuilder out = new StringBuilder();
  private final boolean sorted;

  private EcmaJson(boolean sorted) {
    this.sorted = sorted;
  }

  /** Keys in the value's own order. */
  public static String stringify(JsonNode value) {
    EcmaJson writer = new EcmaJson(false);
    writer.value(value);
    return writer.out.toString();
  }

  /** Keys sorted by UTF-16 code units at every depth, integer-like ones still first. */
  public static String stringifySorted(JsonNode value) {
    EcmaJson writer = new EcmaJson(true);
    writer.value(value);
    return writer.out.toString();
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
      case NUMBER -> {
        boolean finite = value.isIntegralNumber() || Double.isFinite(value.doubleValue());
        out.append(finite ? EcmaText.number(value) : "null");
      }
      case BOOLEAN -> out.append(value.booleanValue());
      case NULL, MISSING, BINARY, POJO -> out.append("null");
    }
  }

  private void object(JsonNode object) {
    out.append('{');
    boolean first = true;
    for (String key : keys(object)) {
      if (!first) {
        out.append(',');
      }
      first = false;
      string(key);
      out.append(':');
      value(object.get(key));
    }
    out.append('}');
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

  private List<String> keys(JsonNode object) {
    List<String> indexes = new ArrayList<>();
    List<String> others = new ArrayList<>();
    object.fieldNames().forEachRemaining(key -> (isIndex(key) ? indexes : others).add(key));
    indexes.sort(Comparator.comparingLong(Long::parseLong));
    if (sorted) {
      others.sort(Comparator.naturalOrder());
    }
    indexes.addAll(others);
    return indexes;
  }

  /** An array index of ECMA-262: a canonical decimal below 2^32 - 1. */
  private static boolean isIndex(String key) {
    int length = key.length();
    if (length == 0 || length > 10 || (length > 1 && key.charAt(0) == '0')) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (key.charAt(i) < '0' || key.charAt(i) > '9') {
        return false;
      }
    }
    return Long.parseLong(key) <= LARGEST_INDEX;
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
        default -> {
          if (c < ' ' || isLoneSurrogate(text, i)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean isLoneSurrogate(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
