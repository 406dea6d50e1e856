package dev.assay.run.platform.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.words.Beginning;

/** The beginning of a JSON value as text. The database cannot decode every string that JSON can. */
public final class Excerpt {
  /** Characters that are shown. */
  public static final int LENGTH = 500;

  private static final String MORE = "…";
  // The longest escape is six characters: one that was cut in two is dropped whole.
  private static final int ESCAPE = 6;

  private Excerpt() {}

  /**
   * A text without its quotes and escapes, anything else as it is written.
   *
   * @param json the value, or its beginning; null gives null
   */
  public static String of(String json) {
    if (json == null) {
      return null;
    }
    String text = decoded(json);
    return text.length() <= LENGTH ? text : cut(text);
  }

  /**
   * The same of a value that is known to go on: what is shown says so, however short it is.
   *
   * @param json the beginning of the value
   */
  public static String ofBeginning(String json) {
    return cut(decoded(json));
  }

  /** The beginning of a text that is no JSON; null gives null. */
  public static String ofText(String text) {
    return text == null || text.length() <= LENGTH ? text : cut(text);
  }

  private static String cut(String text) {
    String beginning = Beginning.of(text, LENGTH);
    int last = beginning.length() - 1;
    // Of a character that was escaped as two halves the database may have sent one.
    boolean half = last >= 0 && Character.isHighSurrogate(beginning.charAt(last));
    return (half ? beginning.substring(0, last) : beginning) + MORE;
  }

  private static String decoded(String json) {
    if (!json.startsWith("\"")) {
      return json;
    }
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
