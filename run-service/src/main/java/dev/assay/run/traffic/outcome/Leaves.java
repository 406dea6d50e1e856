package dev.assay.run.traffic.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The leaves of a structured answer by their paths, such as {@code items[0].price}, for showing.
 */
public final class Leaves {
  private Leaves() {}

  /** Of an answer; a text that is JSON is read as such. Empty for what has no fields. */
  public static Map<String, JsonNode> of(JsonNode answer) {
    Map<String, JsonNode> leaves = new LinkedHashMap<>();
    JsonNode tree = tree(answer);
    if (tree != null && tree.isContainerNode()) {
      add("", tree, leaves);
    }
    return leaves;
  }

  private static JsonNode tree(JsonNode answer) {
    if (answer == null || !answer.isTextual()) {
      return answer;
    }
    try {
      return Json.mapper().readTree(answer.asText());
    } catch (JsonProcessingException e) {
      // A text that is no JSON has no fields.
      return null;
    }
  }

  private static void add(String path, JsonNode node, Map<String, JsonNode> leaves) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(
              field ->
                  add(
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                      field.getValue(),
                      leaves));
    } else if (node.isArray() && !node.isEmpty()) {
      for (int i = 0; i < node.size(); i++) {
        add(path + "[" + i + "]", node.get(i), leaves);
      }
    } else {
      leaves.put(path, node);
    }
  }
}
