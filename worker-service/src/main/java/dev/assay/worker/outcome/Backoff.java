package dev.assay.worker.outcome;

import java.util.function.DoubleSupplier;

/** Full jitter: a random share of 0.5 s doubled with every retry, at most of 30 s. */
public final class Backoff {
  private static final long FIRST_MS = 500;
  private static final long LONGEST_MS = 30_000;

  private final DoubleSupplier random;

  /** With a source of numbers in [0, 1). */
  public Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * How long to wait.
   *
   * @param retry 0 before the first retry
   */
  public long millis(int retry) {
    long ceiling = retry >= 6 ? LONGEST_MS : Math.min(LONGEST_MS, FIRST_MS << retry);
    return (long) (random.getAsDouble() * ceiling);
  }
}
