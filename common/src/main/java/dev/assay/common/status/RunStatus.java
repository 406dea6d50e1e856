package dev.assay.common.status;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a run executed. The verdict says whether its gate passed; the two are never merged. Each
 * constant lists what it may become; a row changes only by a guarded update along these edges.
 */
public enum RunStatus {
  /** Accepted, nothing dispatched; it may wait for another run to end. */
  QUEUED,
  /** The target is being asked; scoring already goes on behind it. */
  RUNNING_DATASET,
  /** All answers are in, scores are not. */
  EVALUATING_RESULTS,
  /** No new work; what is in flight is being stopped. */
  CANCELLING,
  /** Stopped; what was settled is kept. */
  CANCELLED,
  /** Every unit answered and scored. */
  SUCCESSFUL,
  /** Some units ended in error or were skipped by budget, deadline or early stop. */
  PARTIALLY_SUCCESSFUL,
  /** No unit succeeded, or the run could not go on. */
  FAILED;

  /** The statuses in which nothing more happens by itself. */
  public static final Set<RunStatus> TERMINAL =
      Set.of(CANCELLED, SUCCESSFUL, PARTIALLY_SUCCESSFUL, FAILED);

  /** The statuses in which units are handed to workers. */
  public static final Set<RunStatus> DISPATCHING = Set.of(QUEUED, RUNNING_DATASET);

  /** What this status may become, by the table in the design. */
  public Set<RunStatus> successors() {
    return switch (this) {
      case QUEUED -> Set.of(RUNNING_DATASET, EVALUATING_RESULTS, CANCELLING, FAILED);
      case RUNNING_DATASET -> Set.of(EVALUATING_RESULTS, CANCELLING, FAILED);
      case EVALUATING_RESULTS -> Set.of(SUCCESSFUL, PARTIALLY_SUCCESSFUL, FAILED, CANCELLING);
      case CANCELLING -> Set.of(CANCELLED);
      case CANCELLED -> Set.of(RUNNING_DATASET);
      case SUCCESSFUL -> Set.of(RUNNING_DATASET, EVALUATING_RESULTS);
      case PARTIALLY_SUCCESSFUL -> Set.of(RUNNING_DATASET, EVALUATING_RESULTS);
      case FAILED -> Set.of(RUNNING_DATASET);
    };
  }

  /** The statuses from which this one may be reached. */
  public Set<RunStatus> predecessors() {
    return Stream.of(values())
        .filter(s -> s.successors().contains(this))
        .collect(toUnmodifiableSet());
  }

  /** True when nothing more happens by itself. */
  public boolean isTerminal() {
    return TERMINAL.contains(this);
  }

  /** The name on the wire and in the database, such as {@code running_dataset}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a wire name.
   *
   * @throws IllegalArgumentException when there is no such status
   */
  public static RunStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
