package dev.assay.common.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Objects;

/** What a parser says of text that is not JSON, as far as it is of use to who wrote the text. */
public final class Malformed {
  private static final int LONGEST = 200;

  /** From here on the parser speaks of its own source, which its reader does not know. */
  private static final String OF_ITSELF = " (start marker at";

  private Malformed() {}

  /**
   * The first line of what the parser said, at most 200 characters of it, without where it keeps
   * the text.
   */
  public static String said(JsonProcessingException e) {
    String message = Objects.toString(e.getOriginalMessage(), "it cannot be read");
    String first = upTo("[Source", upTo(OF_ITSELF, upTo("\n", message))).strip();
    return first.length() <= LONGEST ? first : first.substring(0, LONGEST) + "…";
  }

  private static String upTo(String end, String text) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }
}
