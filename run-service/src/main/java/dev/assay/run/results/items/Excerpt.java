package dev.assay.run.results.items;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;

/** The beginning of a JSON value as text. The database cannot decode every string that JSON can. */
final class Excerpt {
  private static final int LENGTH = 500;
  // The longest escape is six characters: one that was cut in two is dropped whole.
  private static final int ESCAPE = 6;

  private Excerpt() {}

  /**
   * A text without its quotes and escapes, anything else as it is written.
   *
   * @param json the value, or its beginning; null gives null
   */
  static String of(String json) {
    if (json == null) {
      return null;
    }
    String text = json.startsWith("\"") ? decoded(json) : json;
    return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "…";
  }

  private static String decoded(String json) {
    String whole = parsed(json);
    for (int cut = 0; whole == null && cut <= ESCAPE && cut < json.length(); cut++) {
      whole = parsed(json.substring(0, json.length() - cut) + "\"");
    }
    return whole == null ? json : whole;
  }

  private static String parsed(String json) {
    try {
      JsonNode node = Json.strict().readTree(json);
      return node != null && node.isTextual() ? node.textValue() : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
