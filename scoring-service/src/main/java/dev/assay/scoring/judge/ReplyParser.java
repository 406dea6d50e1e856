package dev.assay.scoring.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.schema.BoundedSchema;
import dev.assay.scoring.schema.Schemas;
import dev.assay.scoring.scorer.Effort;
import dev.assay.scoring.scorer.Question;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads replies. A reply is one JSON object and nothing else (a code fence around it is passed
 * over): looking for JSON inside prose would find verdicts that the judge only quotes.
 */
final class ReplyParser {
  /** Raised when the same reply may be read differently; part of a judge's identity. */
  static final int VERSION = 2;

  private static final int MOST_SCHEMAS = 256;
  private static final String FENCE = "```";
  private static final ObjectReader READER =
      Json.strict().reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
  private static final Map<JsonNode, BoundedSchema> SCHEMAS = new ConcurrentHashMap<>();

  private ReplyParser() {}

  /** The reply's JSON, empty when it does not fit the question's form. */
  static Optional<JsonNode> read(Question question, JsonNode output) {
    if (output == null || output.isNull()) {
      return Optional.empty();
    }
    if (question instanceof Question.Chat chat) {
      return object(output)
          .map(reply -> choices(chat.schema(), reply))
          .filter(reply -> fits(chat.schema(), reply));
    }
    if (question instanceof Question.Vectors vectors) {
      return Optional.of(output).filter(o -> areVectors(o, vectors.texts().size()));
    }
    return object(output);
  }

  private static Optional<JsonNode> object(JsonNode output) {
    if (output instanceof ObjectNode) {
      return Optional.of(output);
    }
    if (!output.isTextual()) {
      return Optional.empty();
    }
    try {
      JsonNode parsed = READER.readTree(unfenced(output.textValue().strip()));
      return parsed instanceof ObjectNode ? Optional.of(parsed) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Outer white space and case do not matter where the form offers a choice of words. */
  private static JsonNode choices(JsonNode schema, JsonNode reply) {
    ObjectNode chosen = reply.deepCopy();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode said = reply.path(property.getKey());
      JsonNode choice = said.isTextual() ? choice(property.getValue().path("enum"), said) : said;
      if (!choice.isMissingNode()) {
        chosen.set(property.getKey(), choice);
      }
    }
    return chosen;
  }

  private static JsonNode choice(JsonNode choices, JsonNode said) {
    JsonNode alike = said;
    for (JsonNode choice : choices) {
      if (choice.equals(said)) {
        return said;
      }
      if (choice.isTextual() && choice.textValue().equalsIgnoreCase(said.textValue().strip())) {
        alike = choice;
      }
    }
    return alike;
  }

  private static String unfenced(String text) {
    int line = text.indexOf('\n');
    boolean fenced = text.startsWith(FENCE) && text.endsWith(FENCE) && line > 0;
    return fenced && text.length() - FENCE.length() > line
        ? text.substring(line + 1, text.length() - FENCE.length()).strip()
        : text;
  }

  private static boolean fits(JsonNode schema, JsonNode reply) {
    BoundedSchema compiled = SCHEMAS.get(schema);
    if (compiled == null) {
      if (SCHEMAS.size() >= MOST_SCHEMAS) {
        SCHEMAS.clear();
      }
      compiled = Schemas.compile(schema);
      SCHEMAS.put(schema, compiled);
    }
    return compiled.problems(reply, new Effort()).isEmpty();
  }

  private static boolean areVectors(JsonNode output, int count) {
    if (!output.isArray() || output.size() != count) {
      return false;
    }
    int length = output.get(0).size();
    for (JsonNode vector : output) {
      if (!vector.isArray() || vector.isEmpty() || vector.size() != length) {
        return false;
      }
      for (JsonNode number : vector) {
        if (!number.isNumber() || !Double.isFinite(number.doubleValue())) {
          return false;
        }
      }
    }
    return true;
  }
}
