package dev.assay.run.engine.backlog;

import java.util.UUID;

/**
 * What runs ask of one model of a provider.
 *
 * @param workspace its name
 * @param pending calls that are not handed out
 * @param dispatched calls that workers have
 * @param runs that ask
 * @param wanted calls at a time, by the runs' concurrency
 * @param oldestSeconds since when the run that waits longest was queued, null when nothing waits
 */
record Asked(
    UUID workspaceId,
    String workspace,
    String provider,
    String model,
    long pending,
    long dispatched,
    long runs,
    long wanted,
    Long oldestSeconds) {

  /** Both together. */
  Asked and(Asked other) {
    return new Asked(
        workspaceId,
        workspace,
        provider,
        model,
        pending + other.pending,
        dispatched + other.dispatched,
        runs + other.runs,
        wanted + other.wanted,
        oldest(oldestSeconds, other.oldestSeconds));
  }

  private static Long oldest(Long a, Long b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return Math.max(a, b);
  }

  /** The same, counted under another model. */
  Asked of(String otherModel) {
    return new Asked(
        workspaceId,
        workspace,
        provider,
        otherModel,
        pending,
        dispatched,
        runs,
        wanted,
        oldestSeconds);
  }
}
