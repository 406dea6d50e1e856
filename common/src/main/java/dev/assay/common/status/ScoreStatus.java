package dev.assay.common.status;

/** What became of one scorer on one answer. */
public enum ScoreStatus {
  /** There is a finite score in 0..1. */
  SUCCESS,
  /** The scorer applies but could not measure; never a score of 0. */
  ERROR,
  /** The scorer does not apply to this item. */
  SKIPPED
}
