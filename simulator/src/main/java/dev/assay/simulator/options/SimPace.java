package dev.assay.simulator.options;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.simulator.seed.SimRandom;

/**
 * How long an answer takes: as a whole, or up to its first token and then for each.
 *
 * @param whole the whole answer; counts when the other two are null
 * @param ttft to the first token, null when only the whole is given
 * @param perToken for each token of the answer, null when only the whole is given
 */
public record SimPace(SimLatency whole, SimLatency ttft, SimLatency perToken) {
  /** At once. */
  public static final SimPace INSTANT = new SimPace(SimLatency.fixed(0), null, null);

  /**
   * One draw.
   *
   * @param firstMs to the first token of a streamed answer
   * @param totalMs to the end
   */
  public record Drawn(long firstMs, long totalMs) {}

  /**
   * Reads {@code {ttft, per_token}}, both latencies, or one latency for the whole.
   *
   * @throws IllegalArgumentException when a value makes no sense
   */
  static SimPace of(JsonNode node) {
    if (!node.has("ttft") && !node.has("per_token")) {
      return new SimPace(SimLatency.of(node), null, null);
    }
    SimLatency zero = SimLatency.fixed(0);
    return new SimPace(
        zero,
        node.has("ttft") ? SimLatency.of(node.get("ttft")) : zero,
        node.has("per_token") ? SimLatency.of(node.get("per_token")) : zero);
  }

  /** Draws for an answer of so many tokens. */
  public Drawn draw(SimRandom random, long tokens) {
    if (ttft == null) {
      long total = whole.draw(random);
      // A third of the time passes before the first token.
      return new Drawn(total / 3, total);
    }
    long first = ttft.draw(random);
    return new Drawn(first, first + Math.round(perToken.drawExactly(random) * Math.max(0, tokens)));
  }
}
