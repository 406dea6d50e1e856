package dev.assay.common.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.function.Function;

/**
 * Finds what a name means. The innermost value that has the name's beginning decides, as Mustache
 * says of dotted names. A key may have dots of its own: the shortest beginning that leads to the
 * whole name is taken.
 */
final class Names {
  private final Steps steps;

  Names(Steps steps) {
    this.steps = steps;
  }

  /** The value; null when there is none. JSON's null is a value. */
  JsonNode find(String name, Frame frame) {
    if (name.equals(".") || name.equals("this")) {
      return frame.value();
    }
    for (Frame at = frame; at != null; at = at.outer()) {
      steps.take();
      JsonNode own = ofElement(name, at);
      if (own != null) {
        return own;
      }
      if (beginsIn(name, at.value())) {
        return within(name, at.value());
      }
    }
    return null;
  }

  /** Where an element stands in its list. */
  private static JsonNode ofElement(String name, Frame at) {
    if (at.index() < 0 || name.charAt(0) != '-') {
      return null;
    }
    return switch (name) {
      case "-index" -> IntNode.valueOf(at.index() + 1);
      case "-first" -> BooleanNode.valueOf(at.index() == 0);
      case "-last" -> BooleanNode.valueOf(at.last());
      default -> null;
    };
  }

  private boolean beginsIn(String name, JsonNode value) {
    return split(name, head -> child(value, head) == null ? null : Boolean.TRUE) != null;
  }

  private JsonNode within(String name, JsonNode value) {
    int whole = name.length();
    return split(
        name,
        head -> {
          JsonNode child = child(value, head);
          return child == null || head.length() == whole
              ? child
              : within(name.substring(head.length() + 1), child);
        });
  }

  /** The first result for the name's beginnings that end before a dot, and for all of it. */
  private <T> T split(String name, Function<String, T> of) {
    for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
      steps.take();
      T found = of.apply(name.substring(0, dot));
      if (found != null) {
        return found;
      }
    }
    steps.take();
    return of.apply(name);
  }

  private static JsonNode child(JsonNode value, String name) {
    if (value.isObject()) {
      return value.get(name);
    }
    if (value.isArray() && !name.isEmpty() && name.length() < 8 && isNumber(name)) {
      return value.get(Integer.parseInt(name));
    }
    return null;
  }

  private static boolean isNumber(String name) {
    return name.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
