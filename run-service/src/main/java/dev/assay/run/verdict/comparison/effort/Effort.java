package dev.assay.run.verdict.comparison.effort;

import java.util.concurrent.CancellationException;

/**
 * What one comparison may still do: how many permutations its tests draw, and whether anybody waits
 * for it any more.
 */
public final class Effort {
  /** As many as the smallest p-value of interest needs, 1 in 200. */
  private static final int FEWEST_DRAWS = 199;

  private static final int MOST_DRAWS = 9_999;

  private final long maxSteps;
  private int draws = MOST_DRAWS;
  private volatile boolean abandoned;

  /**
   * For one comparison.
   *
   * @param maxSteps signs that all its tests may turn together
   */
  public Effort(long maxSteps) {
    this.maxSteps = maxSteps;
  }

  /**
   * Shares the steps out. Every test draws as often as every other, so that what is looked at
   * together is measured by the same.
   *
   * @param differences how many there are in all tests together
   */
  public void share(long differences) {
    long each = differences == 0 ? MOST_DRAWS : maxSteps / differences;
    draws = (int) Math.max(FEWEST_DRAWS, Math.min(MOST_DRAWS, each));
  }

  /** How often a test draws signs, 199 to 9,999. */
  public int draws() {
    check();
    return draws;
  }

  /** Nobody waits any more. */
  public void abandon() {
    abandoned = true;
  }

  /** Fails when nobody waits any more. */
  public void check() {
    if (abandoned) {
      throw new CancellationException("nobody waits for this comparison any more");
    }
  }
}
