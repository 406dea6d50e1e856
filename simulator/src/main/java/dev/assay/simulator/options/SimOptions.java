package dev.assay.simulator.options;

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
 * @param pace how long an answer takes
 * @param tokens what to report as usage
 * @param faults rate of each, 0..1; together at most 1
 * @param retryAfterMs what a 429 with a hint says
 * @param stallAfterBytes bytes of the body before a stall or a cut
 * @param pieces at most this many pieces per streamed answer
 * @param dimensions length of an embedding unless the request says
 * @param limits of an account
 * @param apiKey the only credential that is taken, null to take all
 */
public record SimOptions(
    long seed,
    double errorRate,
    SimPace pace,
    SimTokens tokens,
    Map<SimFault, Double> faults,
    long retryAfterMs,
    int stallAfterBytes,
    int pieces,
    int dimensions,
    SimLimits limits,
    String apiKey) {
  /** Right answers at once, without faults and limits. */
  public static final SimOptions DEFAULT =
      new SimOptions(
          0,
          0,
          SimPace.INSTANT,
          SimTokens.ESTIMATED,
          Map.of(),
          1_000,
          64,
          8,
          256,
          SimLimits.NONE,
          null);

  private static final int MOST_DIMENSIONS = 8_192;

  /** Keeps the credential out of logs and error texts. */
  @Override
  public String toString() {
    return "SimOptions[seed=" + seed + ", faults=" + faults + ", limits=" + limits + "]";
  }

  /**
   * Reads {@code {seed, error_rate, latency, tokens: {input, cached, output, reasoning}, faults:
   * {name: rate}, retry_after_ms, stall_after_bytes, pieces, dimensions, limits: {rpm, tpm,
   * max_concurrency}, api_key}} over these; what is not there stays.
   *
   * @throws IllegalArgumentException with a sentence when a value makes no sense
   */
  public SimOptions with(JsonNode json) {
    if (json == null || !json.isObject() || json.isEmpty()) {
      return this;
    }
    return new SimOptions(
        json.path("seed").asLong(seed),
        rate("error_rate", json.path("error_rate").asDouble(errorRate)),
        json.has("latency") ? SimPace.of(json.get("latency")) : pace,
        tokens.with(json.path("tokens")),
        json.has("faults") ? faults(json.get("faults")) : faults,
        Math.max(0, json.path("retry_after_ms").asLong(retryAfterMs)),
        Math.max(0, json.path("stall_after_bytes").asInt(stallAfterBytes)),
        Math.max(1, json.path("pieces").asInt(pieces)),
        Math.min(MOST_DIMENSIONS, Math.max(1, json.path("dimensions").asInt(dimensions))),
        limits.with(json.path("limits")),
        json.hasNonNull("api_key") ? json.get("api_key").asText() : apiKey);
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
  public SimFault faultAt(double draw) {
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
