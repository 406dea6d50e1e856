package dev.assay.run.preview.forecast;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** How long one call takes, in milliseconds. */
public sealed interface Latency {
  /** One draw. */
  double draw(RandomGenerator random);

  /** The mean. */
  double mean();

  /** The same shape, longer or shorter. */
  Latency times(double factor);

  /** Times that were measured: each is as likely as it was seen. */
  static Latency measured(double[] ms) {
    if (ms.length == 0) {
      throw new IllegalArgumentException("measured times are at least one");
    }
    return new Measured(ms.clone());
  }

  /** Times of which only mean and spread are assumed: lognormal, as answers of models are. */
  static Latency assumed(double meanMs, double sigma) {
    return new Assumed(meanMs, sigma);
  }

  /** Draws from the times that were seen. */
  final class Measured implements Latency {
    private final double[] ms;

    private Measured(double[] ms) {
      this.ms = ms;
    }

    @Override
    public double draw(RandomGenerator random) {
      return ms[random.nextInt(ms.length)];
    }

    @Override
    public double mean() {
      return Arrays.stream(ms).average().orElse(0);
    }

    @Override
    public Latency times(double factor) {
      return new Measured(Arrays.stream(ms).map(v -> v * factor).toArray());
    }
  }

  /**
   * Lognormal.
   *
   * @param mean exp(mu + sigma^2 / 2)
   * @param sigma spread of the logarithm, 0 for always the same
   */
  record Assumed(double mean, double sigma) implements Latency {
    @Override
    public double draw(RandomGenerator random) {
      return mean <= 0
          ? 0
          : Math.exp(Math.log(mean) - sigma * sigma / 2 + sigma * random.nextGaussian());
    }

    @Override
    public Latency times(double factor) {
      return new Assumed(mean * factor, sigma);
    }
  }
}
