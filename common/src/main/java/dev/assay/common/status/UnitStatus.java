package dev.assay.common.status;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where one unit of work (run, item, repeat) stands. {@code failed} means a threshold was missed,
 * {@code error} means there is no valid measurement; the two are never mixed.
 */
public enum UnitStatus {
  /** Waits to be handed to a worker. */
  PENDING,
  /** Claimed for a worker; the answer is not in. */
  DISPATCHED,
  /** The answer is in; scores are not. */
  ANSWERED,
  /** Scored; no threshold was missed. */
  PASSED,
  /** Scored; at least one threshold was missed. */
  FAILED,
  /** No valid measurement: the answer or a scorer failed. */
  ERROR,
  /**
   * Not measured on purpose: no scorer applied, or budget, deadline or an early stop came first.
   */
  SKIPPED,
  /** Stopped by a cancel before it settled. */
  CANCELLED;

  /** The statuses in which nothing more happens by itself. */
  public static final Set<UnitStatus> SETTLED = Set.of(PASSED, FAILED, ERROR, SKIPPED, CANCELLED);

  /**
   * What this status may become. Settled units go back only through an action on their run: retry
   * and resume to {@code pending}, rescore to {@code answered}.
   */
  public Set<UnitStatus> successors() {
    return switch (this) {
      case PENDING -> Set.of(DISPATCHED, ANSWERED, ERROR, SKIPPED, CANCELLED);
      case DISPATCHED -> Set.of(PENDING, ANSWERED, ERROR, SKIPPED, CANCELLED);
      case ANSWERED -> Set.of(PASSED, FAILED, ERROR, SKIPPED, CANCELLED);
      case PASSED, FAILED -> Set.of(ANSWERED);
      case ERROR -> Set.of(PENDING, ANSWERED);
      case SKIPPED -> Set.of(PENDING, ANSWERED);
      case CANCELLED -> Set.of(PENDING, ANSWERED);
    };
  }

  /** The statuses from which this one may be reached. */
  public Set<UnitStatus> predecessors() {
    return Stream.of(values())
        .filter(s -> s.successors().contains(this))
        .collect(toUnmodifiableSet());
  }

  /** True when nothing more happens by itself. */
  public boolean isSettled() {
    return SETTLED.contains(this);
  }

  /** The name on the wire and in the database, such as {@code passed}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a wire name.
   *
   * @throws IllegalArgumentException when there is no such status
   */
  public static UnitStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
