package dev.assay.run.traffic.inference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.traffic.asking.WrittenJson;
import java.util.Map;

/**
 * What a correction looks like where no schema says it: an object where the answer was one, a list
 * where it was one, and the same for every field that the answer has. A note may well say that a
 * field is missing, is too much, or is a number and no text. What has none of its fields is about
 * something else, such as why the model would not.
 */
final class Shape {
  private final JsonNode answer;
  private final boolean list;

  private Shape(JsonNode answer, boolean list) {
    this.answer = answer;
    this.list = list;
  }

  /** Of an answer, also one that is JSON as a text, or was meant to be; null for another. */
  static Shape of(JsonNode answer) {
    JsonNode read = WrittenJson.read(answer);
    if (read != null) {
      return new Shape(read, read.isArray());
    }
    String text = answer == null || !answer.isTextual() ? "" : answer.textValue().stripLeading();
    return text.startsWith("{") || text.startsWith("[")
        ? new Shape(null, text.startsWith("["))
        : null;
  }

  /** Whether a correction looks like it. */
  boolean fits(JsonNode correction) {
    return answer == null
        ? correction.isArray() == list
        : alike(answer, correction) && isAbout(answer, correction);
  }

  private static boolean isAbout(JsonNode was, JsonNode is) {
    return !was.isObject()
        || was.isEmpty()
        || was.properties().stream().anyMatch(field -> is.has(field.getKey()));
  }

  private static boolean alike(JsonNode was, JsonNode is) {
    if (was.isNull() || is.isNull()) {
      return true;
    }
    if (was.isObject()) {
      return is.isObject() && was.properties().stream().allMatch(field -> alike(field, is));
    }
    if (was.isArray()) {
      return is.isArray() && (was.isEmpty() || elementsAlike(was.get(0), is));
    }
    return is.isValueNode();
  }

  private static boolean alike(Map.Entry<String, JsonNode> field, JsonNode in) {
    JsonNode is = in.get(field.getKey());
    return is == null || alike(field.getValue(), is);
  }

  private static boolean elementsAlike(JsonNode first, JsonNode list) {
    for (JsonNode element : list) {
      if (!alike(first, element)) {
        return false;
      }
    }
    return true;
  }
}
