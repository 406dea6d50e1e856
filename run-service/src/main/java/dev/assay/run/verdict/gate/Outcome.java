package dev.assay.run.verdict.gate;

/** What became of one criterion. */
public enum Outcome {
  /** It holds. */
  PASS,
  /** It does not hold, or its value does not exist. */
  FAIL,
  /** Unmeasured units, or chance where confidence is required, could turn it. */
  INCONCLUSIVE
}
