package dev.assay.run.traffic.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Places in JSON: names with dots between them, {@code [3]} for an element and {@code [*]} for all,
 * as in the paths of the field table.
 */
public final class JsonPath {
  private static final Pattern STEP =
      Pattern.compile("\\G(?:\\.?([^.\\[\\]]+)|\\[(\\d{1,6}|\\*)])");

  private final List<String> steps;

  private JsonPath(List<String> steps) {
    this.steps = steps;
  }

  /** Reads a path; null when it is none. */
  public static JsonPath of(String text) {
    List<String> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text);
    int end = 0;
    while (matcher.find()) {
      steps.add(matcher.group(1) != null ? matcher.group(1) : "[" + matcher.group(2) + "]");
      end = matcher.end();
    }
    return steps.isEmpty() || end != text.length() ? null : new JsonPath(steps);
  }

  /** The name it begins with. */
  public String first() {
    return steps.get(0);
  }

  /** The first value that the path leads to; null when there is none. */
  public JsonNode find(JsonNode root) {
    JsonNode at = root;
    for (String step : steps) {
      at =
          step.startsWith("[")
              ? at.get(
                  step.equals("[*]") ? 0 : Integer.parseInt(step.substring(1, step.length() - 1)))
              : at.get(step);
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  /** Puts a text in the place of every value that the path leads to, and is not null. */
  public void replace(JsonNode root, String text) {
    replace(root, 0, text);
  }

  private void replace(JsonNode at, int step, String text) {
    String name = steps.get(step);
    if (at instanceof ArrayNode array && name.startsWith("[")) {
      for (int i = 0; i < array.size(); i++) {
        if (name.equals("[*]") || name.equals("[" + i + "]")) {
          int index = i;
          into(array.get(i), step, text, value -> array.set(index, value));
        }
      }
    } else if (at instanceof ObjectNode object && object.has(name)) {
      into(object.get(name), step, text, value -> object.set(name, value));
    }
  }

  private void into(JsonNode value, int step, String text, Consumer<JsonNode> set) {
    if (step + 1 < steps.size()) {
      replace(value, step + 1, text);
    } else if (!value.isNull()) {
      set.accept(TextNode.valueOf(text));
    }
  }
}
