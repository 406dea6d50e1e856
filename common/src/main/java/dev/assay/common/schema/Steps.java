package dev.assay.common.schema;

/**
 * Counts the elementary steps of some work and ends it when they are used up. Counting steps
 * instead of watching a clock keeps the outcome the same on every machine.
 */
public interface Steps {
  /** Announces work before it is done; throws when it does not fit any more. */
  void spend(long steps);

  /** Announces {@code rows * columns} steps; throws as {@link #spend(long)}. */
  void spend(long rows, long columns);
}
