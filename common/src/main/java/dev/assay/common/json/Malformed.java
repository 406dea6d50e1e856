package dev.assay.common.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import java.util.Objects;

/** What a parser says of text that is not JSON, as far as it is of use to who wrote the text. */
public final class Malformed {
  private static final int LONGEST = 200;
  private static final int LONGEST_NAME = 100;

  /** From here on the parser speaks of its own source, which its reader does not know. */
  private static final String OF_ITSELF = " (start marker at";

  private static final String TWICE = "Duplicate field '";

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

  /**
   * The path of the name that stands twice in its object, as {@code scorers[1].key}; null when that
   * is not what is wrong. Parsers of {@link Json#definitionFactory} find it.
   */
  public static String givenTwice(JsonProcessingException e) {
    boolean twice = Objects.toString(e.getOriginalMessage(), "").startsWith(TWICE);
    return twice && e.getProcessor() instanceof JsonParser parser
        ? path(parser.getParsingContext())
        : null;
  }

  /** Where a parser is, as {@code scorers[1].key}; empty at the root. */
  public static String path(JsonStreamContext at) {
    if (at == null || at.inRoot()) {
      return "";
    }
    String outer = path(at.getParent());
    if (at.inArray()) {
      return outer + "[" + Math.max(0, at.getCurrentIndex()) + "]";
    }
    String name = shown(Objects.toString(at.getCurrentName(), ""));
    return outer.isEmpty() ? name : outer + "." + name;
  }

  /** A name may itself be what is wrong, and stands in the answer. */
  private static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    name.chars()
        .limit(LONGEST_NAME)
        .forEach(
            c -> shown.append(c == 0 || Character.isSurrogate((char) c) ? '\uFFFD' : (char) c));
    return shown.toString();
  }

  private static String upTo(String end, String text) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }
}
