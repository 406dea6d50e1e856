package dev.assay.run.verdict.gate;

/** What it means when a criterion does not hold. */
public enum Severity {
  /** The run does not pass. */
  ERROR,
  /** It is told, and nothing else. */
  WARN
}
