package dev.assay.simulator.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bytes of JSON and of events, and how a text is cut into pieces. */
public final class Wire {
  /** Headers of a body of JSON. */
  public static final Map<String, String> JSON = Map.of("content-type", "application/json");

  private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

  private Wire() {}

  /** An empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** As compact JSON. */
  public static Buffer bytes(JsonNode json) {
    try {
      return Buffer.buffer(Json.mapper().writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory cannot fail to be written", e);
    }
  }

  /**
   * An event of a stream.
   *
   * @param name of the event, null for one without
   */
  public static Buffer event(String name, JsonNode data) {
    Buffer out = Buffer.buffer();
    if (name != null) {
      out.appendString("event: ").appendString(name).appendString("\n");
    }
    return out.appendString("data: ").appendBuffer(bytes(data)).appendString("\n\n");
  }

  /** A text in at most so many parts of about the same length; at least one, maybe empty. */
  public static List<String> parts(String text, int most) {
    int length = text.length();
    int count = Math.max(1, Math.min(most, length));
    List<String> parts = new ArrayList<>(count);
    int from = 0;
    for (int i = 1; i <= count; i++) {
      int to = Math.max(from, boundary(text, (int) ((long) length * i / count)));
      parts.add(text.substring(from, to));
      from = to;
    }
    return parts;
  }

  /** Never between the halves of a surrogate pair. */
  private static int boundary(String text, int at) {
    return at < text.length()
            && at > 0
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1))
        ? at + 1
        : at;
  }

  /** Appends a JSON string with its quotes. */
  public static void quote(StringBuilder out, String text) {
    out.append('"');
    ENCODER.quoteAsString(text, out);
    out.append('"');
  }

  /** A JSON string with its quotes. */
  public static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    quote(out, text);
    return out.toString();
  }

  /** All pieces with the last one extended; for what must arrive together with the end. */
  public static List<Buffer> ending(List<Buffer> pieces, Buffer end) {
    int last = pieces.size() - 1;
    pieces.set(last, pieces.get(last).appendBuffer(end));
    return pieces;
  }
}
