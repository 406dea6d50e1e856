package dev.assay.worker.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;

/**
 * How the simulated provider behaves.
 *
 * @param seed same seed, same behaviour
 * @param errorRate share of wrong answers, 0..1
 * @param latency how long an answer takes
 * @param inputTokens reported prompt tokens, null to estimate from the text
 * @param outputTokens reported completion tokens, null to estimate from the text
 * @param faults rate of each, 0..1; together at most 1
 * @param retryAfterMs what a 429 with a hint says
 * @param stallAfterBytes bytes of the body before a stall or a cut
 * @param pieces at most this many pieces per streamed answer
 */
public record SimOptions(
    long seed,
    double errorRate,
    SimLatency latency,
    Long inputTokens,
    Long outputTokens,
    Map<SimFault, Double> faults,
    long retryAfterMs,
    int stallAfterBytes,
    int pieces) {
  /** Right answers at once, without faults. */
  public static final SimOptions DEFAULT =
      new SimOptions(0, 0, SimLatency.fixed(0), null, null, Map.of(), 1_000, 64, 8);

  /**
   * Reads {@code {seed, error_rate, latency, tokens: {input, output}, faults: {name: rate},
   * retry_after_ms, stall_after_bytes, pieces}} over these; what is not there stays.
   *
   * @throws IllegalArgumentException with a sentence when a value makes no sense
   */
  public SimOptions with(JsonNode json) {
    if (json == null || !json.isObject()) {
      return this;
    }
    JsonNode tokens = json.path("tokens");
    return new SimOptions(
        json.path("seed").asLong(seed),
        rate("error_rate", json.path("error_rate").asDouble(errorRate)),
        json.has("latency") ? SimLatency.of(json.get("latency")) : latency,
        tokens.has("input") ? Long.valueOf(tokens.get("input").asLong()) : inputTokens,
        tokens.has("output") ? Long.valueOf(tokens.get("output").asLong()) : outputTokens,
        json.has("faults") ? faults(json.get("faults")) : faults,
        json.path("retry_after_ms").asLong(retryAfterMs),
        Math.max(0, json.path("stall_after_bytes").asInt(stallAfterBytes)),
        Math.max(1, json.path("pieces").asInt(pieces)));
  }

  private static Map<SimFault, Double> faults(JsonNode json) {
    Map<SimFault, Double> faults = new EnumMap<>(SimFault.class);
    JsonNode object = json.isObject() ? json : JsonNodeFactory.instance.objectNode();
    Iterator<Map.Entry<String, JsonNode>> fields = object.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      faults.put(SimFault.of(field.getKey()), rate(field.getKey(), field.getValue().asDouble()));
    }
    rate("faults together", faults.values().stream().mapToDouble(Double::doubleValue).sum());
    return Map.copyOf(faults);
  }

  private static double rate(String name, double value) {
    if (!(value >= 0 && value <= 1 + 1e-9)) {
      throw new IllegalArgumentException(name + " is a rate in 0..1");
    }
    return value;
  }

  /** Which fault a draw in [0, 1) stands for, null for none. */
  SimFault faultAt(double draw) {
    if (faults.isEmpty()) {
      return null;
    }
    double below = 0;
    for (SimFault fault : SimFault.values()) {
      below += faults.getOrDefault(fault, 0.0);
      if (draw < below) {
        return fault;
      }
    }
    return null;
  }
}
