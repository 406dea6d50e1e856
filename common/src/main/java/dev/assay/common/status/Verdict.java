package dev.assay.common.status;

/** Whether a run's gate passed. */
public enum Verdict {
  /** Every criterion of severity error holds. */
  PASS,
  /** A criterion of severity error does not hold. */
  FAIL,
  /** Too much is unmeasured, or the interval is too wide, to say. */
  INCONCLUSIVE,
  /** There is no gate, or one that nothing can fail. */
  NONE
}
