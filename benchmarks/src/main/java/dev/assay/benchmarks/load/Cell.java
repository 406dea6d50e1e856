package dev.assay.benchmarks.load;

/**
 * One combination of the matrix.
 *
 * @param latencyMs of every answer of the provider
 * @param concurrency calls at a time
 * @param units calls in all
 */
public record Cell(int latencyMs, int concurrency, int units) {
  /** Units a second at best: concurrency ÷ latency. Null when the latency is 0: no bound. */
  public Double idealRate() {
    return latencyMs == 0 ? null : concurrency * 1000.0 / latencyMs;
  }

  /** Seconds at best: units ÷ {@link #idealRate()}, 0 when there is no bound. */
  public double idealSeconds() {
    return latencyMs == 0 ? 0 : units / idealRate();
  }

  /** A measured rate as a share of the ideal one; null when there is none. */
  public Double shareOfIdeal(double unitsPerSecond) {
    return latencyMs == 0 ? null : unitsPerSecond / idealRate();
  }

  @Override
  public String toString() {
    return latencyMs + " ms x " + concurrency + ", " + units + " units";
  }
}
