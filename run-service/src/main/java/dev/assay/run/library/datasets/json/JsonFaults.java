package dev.assay.run.library.datasets.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.assay.common.json.Json;

/** What is wrong with JSON text, as a part of a sentence. */
final class JsonFaults {
  private static final int LONGEST = 200;

  private JsonFaults() {}

  static String reason(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (e instanceof StreamConstraintsException) {
      return message.contains("nesting depth")
          ? "nested deeper than " + Json.MAX_DEPTH
          : "a string longer than " + Json.MAX_STRING + " characters, or a number beyond reason";
    }
    int end = message.indexOf('\n');
    String first = end < 0 ? message : message.substring(0, end);
    return "not valid JSON: "
        + (first.length() <= LONGEST ? first : first.substring(0, LONGEST) + "…");
  }
}
