package dev.assay.common.status;

import java.util.Locale;

/** What became of one scorer on one answer. */
public enum ScoreStatus {
  /** There is a finite score in 0..1. */
  SUCCESS,
  /** The scorer applies but could not measure; never a score of 0. */
  ERROR,
  /** The scorer does not apply to this item. */
  SKIPPED;

  /** The name on the wire and in the database, such as {@code success}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
