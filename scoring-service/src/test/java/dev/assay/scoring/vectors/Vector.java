package dev.assay.scoring.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One row of the vector file, its sentinels read. An absent value is a Java null. */
record Vector(
    int line,
    String scorer,
    JsonNode output,
    JsonNode expected,
    JsonNode options,
    JsonNode score,
    JsonNode fields) {

  static List<Vector> all() {
    try (InputStream in = Vector.class.getResourceAsStream("/vectors/scorer.jsonl")) {
      List<Vector> vectors = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        JsonNode row = Json.mapper().readTree(line);
        vectors.add(
            new Vector(
                vectors.size() + 1,
                row.get("scorer").textValue(),
                value(row.get("output")),
                value(row.get("expected")),
                row.path("options"),
                row.get("score"),
                row.get("fields")));
      }
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The reference throws. */
  boolean referenceFails() {
    return score.isNull();
  }

  /** The reference returns a number that is none. */
  boolean referenceIsNaN() {
    return score.isTextual() && score.textValue().equals("NaN");
  }

  private static JsonNode value(JsonNode raw) {
    if (raw == null || raw.has("__undefined__")) {
      return null;
    }
    if (raw.has("__number__")) {
      return DoubleNode.valueOf(Double.parseDouble(raw.get("__number__").textValue()));
    }
    if (raw.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      raw.forEach(element -> array.add(value(element)));
      return array;
    }
    if (raw.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      raw.properties().forEach(field -> object.set(field.getKey(), value(field.getValue())));
      return object;
    }
    return raw;
  }

  @Override
  public String toString() {
    return "line " + line + ": " + scorer + " " + output + " / " + expected + " " + options;
  }
}
