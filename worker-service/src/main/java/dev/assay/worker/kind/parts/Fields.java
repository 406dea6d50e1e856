package dev.assay.worker.kind.parts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import io.vertx.core.buffer.Buffer;
import java.io.UncheckedIOException;

/** Reads single fields of what a provider sends, which may be anything. */
public final class Fields {
  private Fields() {}

  /** The text, null when it is not text. */
  public static String text(JsonNode node) {
    return node.isTextual() ? node.asText() : null;
  }

  /** The text, null when it is not text or says nothing. */
  public static String words(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank() ? node.asText() : null;
  }

  /** Whether something stands there: not nothing, a null, a false, or what is empty. */
  public static boolean tells(JsonNode node) {
    boolean nothing = node.isMissingNode() || node.isNull();
    boolean empty =
        node.isBoolean() && !node.asBoolean()
            || node.isTextual() && node.asText().isBlank()
            || node.isContainerNode() && node.isEmpty();
    return !nothing && !empty;
  }

  /** A text or a number as text, null when it is neither. */
  public static String scalar(JsonNode node) {
    return node.isMissingNode() || node.isNull() || node.isContainerNode() ? null : node.asText();
  }

  /** The node, null when it is missing or null. */
  public static JsonNode present(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? null : node;
  }

  /** A count of tokens; -1 when it is not a whole number from 0. */
  public static long count(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() && node.asLong() >= 0
        ? node.asLong()
        : -1;
  }

  /** A count that may be left out; 0 when it is missing or makes no sense. */
  public static long countOr0(JsonNode node) {
    return Math.max(0, count(node));
  }

  /** Appends a text; false when there is none. */
  public static boolean append(StringBuilder target, JsonNode piece) {
    if (!piece.isTextual() || piece.asText().isEmpty()) {
      return false;
    }
    target.append(piece.asText());
    return true;
  }

  /** An answer's output: an empty text is an answer, unless something else came in its place. */
  public static JsonNode output(String text, boolean somethingElse) {
    if (text == null || text.isEmpty()) {
      return somethingElse ? null : TextNode.valueOf("");
    }
    return TextNode.valueOf(text);
  }

  /** A provider's option as text, null when it is not set. */
  public static String option(JsonNode options, String name) {
    return options == null ? null : scalar(options.path(name));
  }

  /** JSON as the bytes of a request. */
  public static Buffer bytes(JsonNode json) {
    try {
      return Buffer.buffer(Json.mapper().writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a tree in memory cannot fail to be written", e);
    }
  }
}
