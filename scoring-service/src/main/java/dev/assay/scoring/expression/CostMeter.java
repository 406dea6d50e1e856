package dev.assay.scoring.expression;

import dev.assay.common.error.ErrorCode;
import dev.assay.scoring.scorer.UnmeasurableException;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;

/** Counts what an evaluation does and ends it when it has done too much. */
final class CostMeter implements CelEvaluationListener {
  static final String TOO_COSTLY = "The expression costs too much on this answer.";

  private static final long MOST = 1_000_000;
  private static final int CHARACTERS_PER_STEP = 32;

  private long spent;

  @Override
  public void callback(CelExpr expression, Object value) {
    spent++;
    if (value instanceof String text) {
      spent += text.length() / CHARACTERS_PER_STEP;
    }
    if (exhausted()) {
      throw new UnmeasurableException(ErrorCode.EXPRESSION_FAILED, TOO_COSTLY);
    }
  }

  boolean exhausted() {
    return spent > MOST;
  }
}
