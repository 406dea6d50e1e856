package dev.assay.simulator.options;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.simulator.seed.SimRandom;
import java.util.Locale;

/**
 * How long an answer takes.
 *
 * @param kind shape of the distribution
 * @param meanMs its mean
 * @param sigma spread of the logarithm, for LOGNORMAL
 * @param minMs lower end, for UNIFORM
 * @param maxMs upper end, for UNIFORM; also the most that LOGNORMAL gives
 */
public record SimLatency(Kind kind, double meanMs, double sigma, double minMs, double maxMs) {
  /** Shapes. */
  public enum Kind {
    FIXED,
    LOGNORMAL,
    UNIFORM
  }

  /** Always the same. */
  public static SimLatency fixed(double ms) {
    return new SimLatency(Kind.FIXED, ms, 0, ms, ms);
  }

  /**
   * Reads {@code {kind, mean_ms, sigma, min_ms, max_ms}} or a bare number of milliseconds.
   *
   * @throws IllegalArgumentException when a value makes no sense
   */
  static SimLatency of(JsonNode node) {
    if (node.isNumber()) {
      return fixed(notNegative(node.asDouble()));
    }
    Kind kind = kind(node.path("kind").asText("fixed"));
    double mean = notNegative(node.path("mean_ms").asDouble(0));
    double min = notNegative(node.path("min_ms").asDouble(mean * 0.5));
    double max =
        notNegative(node.path("max_ms").asDouble(kind == Kind.UNIFORM ? mean * 1.5 : mean * 20));
    return new SimLatency(kind, mean, node.path("sigma").asDouble(0.5), min, Math.max(min, max));
  }

  /** One draw, in whole milliseconds. */
  public long draw(SimRandom random) {
    return Math.round(drawExactly(random));
  }

  /** One draw, in milliseconds. */
  double drawExactly(SimRandom random) {
    return switch (kind) {
      case FIXED -> meanMs;
      case UNIFORM -> minMs + random.unit() * (maxMs - minMs);
      // The mean of a lognormal is exp(mu + sigma^2 / 2).
      case LOGNORMAL ->
          meanMs <= 0
              ? 0
              : Math.min(
                  maxMs,
                  Math.exp(Math.log(meanMs) - sigma * sigma / 2 + sigma * random.gaussian()));
    };
  }

  private static Kind kind(String name) {
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(name.toUpperCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw new IllegalArgumentException("a latency is fixed, uniform or lognormal, not " + name);
  }

  private static double notNegative(double value) {
    if (value < 0 || Double.isNaN(value)) {
      throw new IllegalArgumentException("a latency is never negative");
    }
    return value;
  }
}
