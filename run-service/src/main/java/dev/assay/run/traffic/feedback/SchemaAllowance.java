package dev.assay.run.traffic.feedback;

import dev.assay.common.schema.Steps;

/**
 * What holding the corrections of one request against their schemas may cost, all of them together.
 */
final class SchemaAllowance implements Steps {
  /** As much as a scorer has for one answer: some thousands of ordinary corrections. */
  static final long STEPS = 250_000_000L;

  private long left;

  SchemaAllowance(long steps) {
    this.left = steps;
  }

  @Override
  public void spend(long steps) {
    if (steps > left) {
      throw new SpentException();
    }
    left -= steps;
  }

  @Override
  public void spend(long rows, long columns) {
    long product = Math.multiplyHigh(rows, columns) == 0 ? rows * columns : Long.MAX_VALUE;
    spend(product < 0 ? Long.MAX_VALUE : product);
  }

  /** There is not enough left. */
  static final class SpentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SpentException() {
      super("too large to be held against its schema", null, false, false);
    }
  }
}
