package dev.assay.scoring.structured;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.assay.scoring.reading.Blank;
import java.math.BigDecimal;
import java.util.Iterator;

/** When two JSON values are equal. */
public final class Equality {
  // exponents stay small and digits few, so that comparing decimals stays cheap
  private static final Pattern NUMERIC =
      Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?");

  private static final int LONGEST = 1000;

  private Equality() {}

  /** Same type and value; 1 and 1.0 are the same number, keys may come in any order. */
  public static boolean strict(JsonNode a, JsonNode b) {
    return equal(a, b, false);
  }

  /** As strict, but a numeric text equals its number. Nothing else is coerced. */
  static boolean coerced(JsonNode a, JsonNode b) {
    return equal(a, b, true);
  }

  private static boolean equal(JsonNode a, JsonNode b, boolean coerce) {
    if (a.isNumber() && b.isNumber()) {
      if (!isFinite(a) || !isFinite(b)) {
        return Double.compare(a.doubleValue(), b.doubleValue()) == 0;
      }
      return a.decimalValue().compareTo(b.decimalValue()) == 0;
    }
    if (coerce && a.isNumber() && b.isTextual()) {
      return sameNumber(b.textValue(), a);
    }
    if (coerce && a.isTextual() && b.isNumber()) {
      return sameNumber(a.textValue(), b);
    }
    if (a.isObject() && b.isObject()) {
      return objects(a, b, coerce);
    }
    if (a.isArray() && b.isArray()) {
      return arrays(a, b, coerce);
    }
    return a.equals(b);
  }

  private static boolean sameNumber(String text, JsonNode number) {
    String stripped = Blank.strip(text);
    return isFinite(number)
        && stripped.length() <= LONGEST
        && NUMERIC.matches(stripped)
        && new BigDecimal(stripped).compareTo(number.decimalValue()) == 0;
  }

  private static boolean isFinite(JsonNode number) {
    return number.isIntegralNumber() || Double.isFinite(number.doubleValue());
  }

  private static boolean objects(JsonNode a, JsonNode b, boolean coerce) {
    if (a.size() != b.size()) {
      return false;
    }
    Iterator<String> names = a.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!b.has(name) || !equal(a.get(name), b.get(name), coerce)) {
        return false;
      }
    }
    return true;
  }

  private static boolean arrays(JsonNode a, JsonNode b, boolean coerce) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!equal(a.get(i), b.get(i), coerce)) {
        return false;
      }
    }
    return true;
  }
}
