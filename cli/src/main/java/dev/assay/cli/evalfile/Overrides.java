package dev.assay.cli.evalfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.terminal.UsageException;
import java.util.Map;

/**
 * Sets single values of a tree by dotted path, such as {@code target.model} or {@code gate.0.min}.
 */
public final class Overrides {
  private Overrides() {}

  /**
   * Changes the tree.
   *
   * @param values text by path; the text is read as YAML, so {@code 3} is a number
   * @throws UsageException when a path leads through something that has no fields
   */
  public static void apply(ObjectNode tree, Map<String, String> values) {
    values.forEach((path, text) -> set(tree, path, EvalFile.value(text)));
  }

  private static void set(ObjectNode tree, String path, JsonNode value) {
    String[] steps = path.split("\\.", -1);
    JsonNode node = tree;
    for (int i = 0; i < steps.length; i++) {
      boolean last = i == steps.length - 1;
      if (node instanceof ObjectNode object && !steps[i].isEmpty()) {
        if (last) {
          object.set(steps[i], value);
        } else {
          JsonNode next = object.get(steps[i]);
          node = next == null || next.isNull() ? object.putObject(steps[i]) : next;
        }
      } else if (node instanceof ArrayNode array && index(steps[i], array) >= 0) {
        int index = index(steps[i], array);
        if (last) {
          array.set(index, value);
        } else {
          node = array.get(index);
        }
      } else {
        throw new UsageException(
            "--set " + path + ": there is no place '" + steps[i] + "' in the evaluation.");
      }
    }
  }

  private static int index(String step, ArrayNode array) {
    int index = step.matches("\\d{1,6}") ? Integer.parseInt(step) : -1;
    return index < array.size() ? index : -1;
  }
}
