package dev.assay.run.library.scorers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A custom scorer as a person writes it down.
 *
 * @param name of it; in a path it stands there instead
 * @param kind judge, expression or http
 * @param description what it measures, for people; null for none
 * @param category one of the catalogue's; null for that of the kind
 * @param threshold score &gt;= threshold passes, unless the evaluation says another; null for none
 * @param params of the scorer that the kind stands for
 */
@Schema(name = "CustomScorer")
public record CustomScorer(
    String name,
    CustomKind kind,
    String description,
    String category,
    Double threshold,
    @Schema(ref = "JsonObject") JsonNode params) {
  /** With a JSON null for params as none. */
  public CustomScorer {
    params = params == null || params.isNull() ? null : params;
  }

  /** With another name; null for none. */
  CustomScorer named(String other) {
    return new CustomScorer(other, kind, description, category, threshold, params);
  }

  /**
   * As a scorer of an evaluation.
   *
   * @param key its name there
   */
  ObjectNode toNode(String key) {
    ObjectNode node = Json.mapper().createObjectNode().put("id", kind.scorer()).put("key", key);
    if (threshold != null) {
      node.put("threshold", threshold);
    }
    if (params != null) {
      node.set("params", params.deepCopy());
    }
    return node;
  }
}
