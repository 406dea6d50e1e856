package dev.assay.cli.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.common.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How an answer differs from what was expected. */
public final class Differing {
  private static final int TEXT = 50;
  private static final int LEAD = 12;
  private static final int FIELDS = 3;

  private Differing() {}

  /**
   * One line: the fields that differ when both are objects, else both texts from shortly before
   * where they part.
   *
   * @param expected text, or JSON as text; may have been cut
   * @param answered likewise
   */
  public static String text(String expected, String answered) {
    JsonNode left = tree(expected);
    JsonNode right = tree(answered);
    if (left.isContainerNode() && right.isContainerNode()) {
      List<String> fields = fields(left, right);
      if (!fields.isEmpty()) {
        int more = fields.size() - FIELDS;
        return String.join("; ", fields.subList(0, Math.min(FIELDS, fields.size())))
            + (more > 0 ? "; and " + more + " more fields" : "");
      }
    }
    String one = Plain.line(expected, Integer.MAX_VALUE);
    String other = Plain.line(answered, Integer.MAX_VALUE);
    int from = Math.max(0, common(one, other) - LEAD);
    return "expected " + piece(one, from) + ", answered " + piece(other, from);
  }

  /**
   * The leaves of two values that differ, each as {@code path: expected x, answered y}; what only
   * one has is {@code nothing}.
   */
  public static List<String> fields(JsonNode expected, JsonNode answered) {
    List<String> differing = new ArrayList<>();
    compare("", expected, answered, differing);
    return differing;
  }

  private static void compare(String path, JsonNode left, JsonNode right, List<String> differing) {
    if (left.isObject() && right.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      left.fieldNames().forEachRemaining(names::add);
      right.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        compare(
            path.isEmpty() ? name : path + "." + name,
            left.path(name),
            right.path(name),
            differing);
      }
    } else if (left.isArray() && right.isArray()) {
      for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
        compare(path + "[" + i + "]", left.path(i), right.path(i), differing);
      }
    } else if (!same(left, right)) {
      differing.add(
          Plain.line(path.isEmpty() ? "value" : path, TEXT)
              + ": expected "
              + leaf(left)
              + ", answered "
              + leaf(right));
    }
  }

  /** 1 and 1.0 are the same number. */
  private static boolean same(JsonNode left, JsonNode right) {
    return left.isNumber() && right.isNumber()
        ? left.decimalValue().compareTo(right.decimalValue()) == 0
        : left.equals(right);
  }

  private static String leaf(JsonNode node) {
    return node.isMissingNode() ? "nothing" : Plain.line(node.toString(), TEXT);
  }

  private static int common(String one, String other) {
    int i = 0;
    while (i < one.length() && i < other.length() && one.charAt(i) == other.charAt(i)) {
      i++;
    }
    return i;
  }

  private static String piece(String text, int from) {
    if (text.isEmpty()) {
      return "nothing";
    }
    int start = Math.min(from, text.length());
    // Never from the middle of a character.
    if (start > 0 && start < text.length() && Character.isLowSurrogate(text.charAt(start))) {
      start--;
    }
    String rest = text.substring(start);
    return Plain.line(start > 0 ? "…" + rest : rest, TEXT);
  }

  private static JsonNode tree(String text) {
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return MissingNode.getInstance();
    }
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      // A sentence, or JSON that was cut: compared as text.
      return MissingNode.getInstance();
    }
  }
}
