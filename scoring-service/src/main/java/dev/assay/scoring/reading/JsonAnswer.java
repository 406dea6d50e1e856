package dev.assay.scoring.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.assay.common.json.Json;
import dev.assay.scoring.ecma.JsonText;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The JSON of an answer: the one reader for everything that looks into structured answers. What was
 * taken from where is said, so that nobody takes a fenced answer for a bare one.
 *
 * @param value null when there is no JSON
 * @param taken from where
 */
public record JsonAnswer(JsonNode value, Taken taken) {
  /** The parameter that every scorer with this reader has. */
  public static final String STRICT =
      """
      "strict": {"type": "boolean", "default": %s, "title": "Strict",
        "description": "The whole answer must be JSON: no code fence, no words around it."}
      """;

  // text that only looks like JSON is left alone after so many tries
  private static final int MOST_TRIES = 200;
  private static final Pattern FENCE = Pattern.compile("(?m)^[ \\t]*(?:```|~~~)[^\\n`]*$");

  /** Where the JSON stood, in the order in which it is looked for. */
  public enum Taken {
    /** It is no text: a caller pushed JSON. */
    VALUE,
    /** The whole text. */
    WHOLE,
    /** The last code fence that holds JSON. */
    FENCED,
    /** Between words: the last object, without one the last array. */
    WITHIN,
    /** Nowhere. */
    NOWHERE
  }

  /** Whether there is JSON. */
  public boolean found() {
    return taken != Taken.NOWHERE;
  }

  /** Notes in a score's metadata where it was taken from, unless that goes without saying. */
  public ObjectNode note(ObjectNode metadata) {
    if (taken == Taken.FENCED || taken == Taken.WITHIN) {
      metadata.put("taken", taken == Taken.FENCED ? "fenced" : "within");
    }
    return metadata;
  }

  /** The metadata of a score that has no other; null when it goes without saying. */
  public JsonNode note() {
    ObjectNode metadata = note(Json.mapper().createObjectNode());
    return metadata.isEmpty() ? null : metadata;
  }

  /**
   * Any JSON value of an answer; an object or array unless the whole text is another value.
   *
   * @param strict only the whole text counts
   */
  public static JsonAnswer of(JsonNode output, boolean strict) {
    return read(output, strict, any -> true);
  }

  /** The object or array of an answer; any other text is no JSON here. */
  public static JsonAnswer container(JsonNode output, boolean strict) {
    return read(output, strict, JsonNode::isContainerNode);
  }

  private static JsonAnswer read(JsonNode output, boolean strict, Predicate<JsonNode> wanted) {
    if (output == null) {
      return new JsonAnswer(null, Taken.NOWHERE);
    }
    if (!output.isTextual()) {
      return new JsonAnswer(output, Taken.VALUE);
    }
    String text = output.textValue();
    Optional<JsonNode> whole = JsonText.parse(text).filter(wanted);
    if (whole.isPresent()) {
      return new JsonAnswer(whole.get(), Taken.WHOLE);
    }
    if (strict) {
      return new JsonAnswer(null, Taken.NOWHERE);
    }
    String said = Blank.strip(Thoughts.after(text));
    return JsonText.parse(said)
        .filter(wanted)
        .map(value -> new JsonAnswer(value, Taken.WITHIN))
        .or(() -> fenced(said).map(value -> new JsonAnswer(value, Taken.FENCED)))
        .or(() -> within(said).map(value -> new JsonAnswer(value, Taken.WITHIN)))
        .orElse(new JsonAnswer(null, Taken.NOWHERE));
  }

  /** The last fence whose content is an object or array; the last one may be left open. */
  private static Optional<JsonNode> fenced(String text) {
    Matcher fence = FENCE.matcher(text);
    Optional<JsonNode> last = Optional.empty();
    int open = -1;
    int tries = 0;
    while (fence.find() && tries++ < MOST_TRIES) {
      if (open < 0) {
        open = fence.end();
      } else {
        Optional<JsonNode> value = JsonText.parseContainer(text.substring(open, fence.start()));
        last = value.isPresent() ? value : last;
        open = -1;
      }
    }
    return open >= 0 && last.isEmpty() ? JsonText.parseContainer(text.substring(open)) : last;
  }

  /** Nothing is taken out of JSON that is broken or cut off: its parts are not the answer. */
  private static Optional<JsonNode> within(String text) {
    JsonNode object = null;
    JsonNode array = null;
    int at = 0;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      at = opening(text, at);
      if (at < 0) {
        break;
      }
      try (JsonParser parser = Json.mapper().createParser(text.substring(at))) {
        JsonNode value = parser.readValueAsTree();
        object = value.isObject() ? value : object;
        array = value.isArray() ? value : array;
        at += (int) parser.currentLocation().getCharOffset();
      } catch (JsonProcessingException e) {
        at = closing(text, at);
        if (at < 0) {
          break;
        }
      } catch (IOException e) {
        throw new IllegalStateException("text in memory cannot fail to be read", e);
      }
    }
    return Optional.ofNullable(object == null ? array : object);
  }

  private static int opening(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '{' || text.charAt(i) == '[') {
        return i;
      }
    }
    return -1;
  }

  /** Behind the bracket that closes the one at the place; -1 when nothing does. */
  private static int closing(String text, int from) {
    int depth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }
}
