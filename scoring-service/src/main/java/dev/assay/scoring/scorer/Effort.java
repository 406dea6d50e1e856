package dev.assay.scoring.scorer;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.schema.Steps;

/**
 * Counts the elementary steps of one measurement and ends it when they are used up. Counting steps
 * instead of watching a clock keeps the outcome the same on every machine.
 */
public final class Effort implements Steps {
  /** Steps of one measurement: about half a second of the tightest loops. */
  public static final long STEPS = 250_000_000L;

  private long left;

  /** A full budget of {@link #STEPS}. */
  public Effort() {
    this(STEPS);
  }

  /** A budget of the given number of steps. */
  public Effort(long steps) {
    this.left = steps;
  }

  /**
   * Announces work before it is done.
   *
   * @throws UnmeasurableException with {@link ErrorCode#INPUT_TOO_LARGE} when it does not fit
   */
  @Override
  public void spend(long steps) {
    if (steps > left) {
      throw new UnmeasurableException(
          ErrorCode.INPUT_TOO_LARGE, "The values are too large to be compared by this scorer.");
    }
    left -= steps;
  }

  /**
   * Announces {@code rows * columns} steps.
   *
   * @throws UnmeasurableException as {@link #spend(long)}, also when the product overflows
   */
  @Override
  public void spend(long rows, long columns) {
    long product = Math.multiplyHigh(rows, columns) == 0 ? rows * columns : Long.MAX_VALUE;
    spend(product < 0 ? Long.MAX_VALUE : product);
  }
}
