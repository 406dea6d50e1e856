package dev.assay.run.library.datasets.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.assay.common.json.Json;
import dev.assay.common.json.Malformed;

/** What is wrong with JSON text, as a part of a sentence. */
public final class JsonFaults {
  private JsonFaults() {}

  /** The reason, such as "not valid JSON: a comma is missing". */
  public static String reason(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (e instanceof StreamConstraintsException) {
      return message.contains("nesting depth")
          ? "nested deeper than " + Json.MAX_DEPTH
          : "a string longer than " + Json.MAX_STRING + " characters, or a number beyond reason";
    }
    String twice = Malformed.givenTwice(e);
    if (twice != null) {
      return "the field " + twice + " is given twice";
    }
    return "not valid JSON: " + Malformed.said(e);
  }
}
