package dev.assay.common.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Bounds what a schema can cost. References let a small schema stand for an exponentially large
 * one; its weight is the number of nodes with every local reference written out, a reference back
 * to where it is written out already counting once.
 */
final class SchemaWeight {
  private static final long HEAVIEST = 100_000;

  private final JsonNode root;
  private final IdentityHashMap<JsonNode, Long> weights = new IdentityHashMap<>();
  private final Map<String, JsonNode> targets = new HashMap<>();

  private SchemaWeight(JsonNode root) {
    this.root = root;
  }

  /**
   * @throws BadSchemaException when the schema is too heavy
   */
  static void check(JsonNode schema) {
    if (new SchemaWeight(schema).weigh(schema) > HEAVIEST) {
      throw new BadSchemaException(
          "The JSON schema is too large once its references are written out.");
    }
  }

  private long weigh(JsonNode node) {
    if (!node.isContainerNode()) {
      return 1;
    }
    Long known = weights.get(node);
    if (known != null) {
      return known;
    }
    weights.put(node, 1L); // what a reference back finds while this one is being weighed
    long weight = 1;
    for (JsonNode child : node) {
      weight += weigh(child);
    }
    weight += referenced(node.get("$ref")) + referenced(node.get("$dynamicRef"));
    weights.put(node, Math.min(weight, HEAVIEST + 1));
    return Math.min(weight, HEAVIEST + 1);
  }

  private long referenced(JsonNode reference) {
    if (reference == null || !reference.isTextual() || !reference.textValue().startsWith("#")) {
      return 0;
    }
    JsonNode target = targets.computeIfAbsent(reference.textValue().substring(1), this::resolve);
    return target.isMissingNode() ? 0 : weigh(target);
  }

  private JsonNode resolve(String fragment) {
    if (fragment.isEmpty()) {
      return root;
    }
    if (fragment.startsWith("/")) {
      String decoded = URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
      return root.at(JsonPointer.compile(decoded));
    }
    return root.findParents("$anchor").stream()
        .filter(node -> fragment.equals(node.get("$anchor").asText()))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }
}
