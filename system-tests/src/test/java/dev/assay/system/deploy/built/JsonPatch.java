package dev.assay.system.deploy.built;

import java.util.List;
import java.util.Map;

/** Patches of RFC 6902 as our overlays have them: add, replace and remove. */
public final class JsonPatch {
  private JsonPatch() {}

  /**
   * Changes a document.
   *
   * @throws IllegalArgumentException when there is nothing at a place that is to be changed
   */
  public static void apply(List<Map<String, Object>> patch, Map<String, Object> document) {
    patch.forEach(step -> apply(step, document));
  }

  @SuppressWarnings("unchecked")
  private static void apply(Map<String, Object> step, Map<String, Object> document) {
    String path = (String) step.get("path");
    String[] keys = path.substring(1).split("/");
    Object parent = document;
    for (int i = 0; i < keys.length - 1; i++) {
      parent = Yaml.at(parent, keys[i].replace("~1", "/").replace(".", "\\."));
    }
    String last = keys[keys.length - 1].replace("~1", "/");
    String op = (String) step.get("op");
    if (parent instanceof Map<?, ?> map) {
      change((Map<String, Object>) map, op, last, step, path);
    } else if (parent instanceof List<?> list) {
      change((List<Object>) list, op, last, step, path);
    } else {
      throw nothing(op, path);
    }
  }

  private static void change(
      Map<String, Object> map, String op, String key, Map<String, Object> step, String path) {
    if (!op.equals("add") && !map.containsKey(key)) {
      throw nothing(op, path);
    }
    switch (op) {
      case "add", "replace" -> map.put(key, Copies.of(step.get("value")));
      case "remove" -> map.remove(key);
      default -> throw new IllegalArgumentException("no step of a patch: " + op);
    }
  }

  private static void change(
      List<Object> list, String op, String key, Map<String, Object> step, String path) {
    int index = key.equals("-") ? list.size() : Integer.parseInt(key);
    if (index > list.size() || (index == list.size() && !op.equals("add"))) {
      throw nothing(op, path);
    }
    switch (op) {
      case "add" -> list.add(index, Copies.of(step.get("value")));
      case "replace" -> list.set(index, Copies.of(step.get("value")));
      case "remove" -> list.remove(index);
      default -> throw new IllegalArgumentException("no step of a patch: " + op);
    }
  }

  private static IllegalArgumentException nothing(String op, String path) {
    return new IllegalArgumentException("nothing there to " + op + ": " + path);
  }
}
