package dev.assay.scoring.structured;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The leaves of a JSON value by path, such as {@code items[0].price}; the path of a value that is
 * itself a leaf is {@code $}. An empty object or array is a leaf. Keys that contain {@code
 * _metadata} are left out with everything below them.
 */
final class Leaves {
  private static final String ROOT = "$";
  private static final String LEFT_OUT = "_metadata";

  private final boolean atomicLists;
  private final Map<String, JsonNode> found = new LinkedHashMap<>();

  private Leaves(boolean atomicLists) {
    this.atomicLists = atomicLists;
  }

  /** In document order; with atomic lists an array is one leaf. */
  static Map<String, JsonNode> of(JsonNode value, boolean atomicLists) {
    Leaves leaves = new Leaves(atomicLists);
    leaves.walk("", value);
    return leaves.found;
  }

  private void walk(String path, JsonNode value) {
    boolean leaf = value.isEmpty() || (atomicLists && value.isArray());
    if (leaf) {
      found.put(path.isEmpty() ? ROOT : path, value);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        walk(path + "[" + i + "]", value.get(i));
      }
    } else {
      value
          .properties()
          .forEach(
              field -> {
                if (!field.getKey().contains(LEFT_OUT)) {
                  String name = field.getKey();
                  walk(path.isEmpty() ? name : path + "." + name, field.getValue());
                }
              });
    }
  }
}
