package dev.assay.common.part;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A scorer as an evaluation uses it.
 *
 * @param id which scorer of the catalogue
 * @param key its name within the evaluation, unique; the id when not given
 * @param threshold score &gt;= threshold passes; null for no threshold
 * @param params by the scorer's own schema; null or an object
 * @param custom {@code name@version} of the custom scorer that this was made from, null for none
 */
public record ScorerSpec(String id, String key, Double threshold, JsonNode params, String custom) {
  /** A scorer of the catalogue as it is. */
  public ScorerSpec(String id, String key, Double threshold, JsonNode params) {
    this(id, key, threshold, params, null);
  }
}
