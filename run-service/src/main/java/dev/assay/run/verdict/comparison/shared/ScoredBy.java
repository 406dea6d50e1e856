package dev.assay.run.verdict.comparison.shared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a key of a run is scored. Two scores of the same key mean the same only when all of this is
 * the same; of what was passed the threshold, too.
 *
 * @param scorer id in the catalogue
 * @param version that made the scores, {@code 1..2} when several did; null when nothing was scored
 * @param params as given, a null node for none
 * @param judge whom it asks, a null node when it asks nobody
 * @param threshold null for none
 */
public record ScoredBy(
    String scorer, String version, JsonNode params, JsonNode judge, Double threshold) {

  /**
   * The scorers of a run by their keys.
   *
   * @param scorers as the run's definition has them; null or null-like for none
   * @param judges whom they ask, by key; null for nobody
   * @param versions that made the scores, by key
   */
  public static Map<String, ScoredBy> of(
      JsonNode scorers, JsonNode judges, Map<String, String> versions) {
    Map<String, ScoredBy> found = new LinkedHashMap<>();
    JsonNode all = scorers == null ? Json.mapper().createArrayNode() : scorers;
    for (JsonNode scorer : all) {
      String id = scorer.path("id").asText();
      String key = scorer.path("key").asText(id);
      JsonNode threshold = scorer.path("threshold");
      found.put(
          key,
          new ScoredBy(
              id,
              versions.get(key),
              given(scorer.path("params")),
              asked(judges == null ? null : judges.path(key)),
              threshold.isNumber() ? (Double) threshold.asDouble() : null));
    }
    return found;
  }

  /** No parameters and an empty object of them are the same. */
  private static JsonNode given(JsonNode params) {
    return params.isEmpty() ? Json.mapper().nullNode() : params;
  }

  /** How many questions at a time is nothing that an answer depends on. */
  private static JsonNode asked(JsonNode judge) {
    return judge == null || !judge.isObject()
        ? Json.mapper().nullNode()
        : ((ObjectNode) judge.deepCopy()).without("concurrency");
  }

  /** Why scores of this one and of another cannot be compared; null when they can. */
  Unshared.Reason unlike(ScoredBy other) {
    if (!scorer.equals(other.scorer)) {
      return Unshared.Reason.SCORER;
    }
    if (!params.equals(other.params)) {
      return Unshared.Reason.PARAMS;
    }
    if (!judge.equals(other.judge)) {
      return Unshared.Reason.JUDGE;
    }
    // Where nothing was scored there is nothing to be unlike.
    boolean both = version != null && other.version != null;
    return both && !version.equals(other.version) ? Unshared.Reason.VERSION : null;
  }
}
