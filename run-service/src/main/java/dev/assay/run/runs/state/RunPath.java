package dev.assay.run.runs.state;

import dev.assay.common.status.RunStatus;
import java.util.ArrayList;
import java.util.List;

/** Says which statuses a run goes through because of its counts. A pure function. */
final class RunPath {
  private RunPath() {}

  /**
   * The statuses to move to, one after the other; empty when the run stays where it is.
   *
   * @param status where it stands
   * @param counts its counts after the change
   * @param total number of its units
   * @param mayEnd false while the gate has not been tried against null answers
   */
  static List<RunStatus> from(RunStatus status, Counts counts, int total, boolean mayEnd) {
    List<RunStatus> path = new ArrayList<>();
    RunStatus at = status;
    for (RunStatus next = next(at, counts, total, mayEnd);
        next != at;
        next = next(at, counts, total, mayEnd)) {
      path.add(next);
      at = next;
    }
    return path;
  }

  private static RunStatus next(RunStatus at, Counts c, int total, boolean mayEnd) {
    boolean asked = c.pending() == 0 && c.dispatched() == 0;
    return switch (at) {
      case QUEUED -> c.pending() == total ? at : RunStatus.RUNNING_DATASET;
      case RUNNING_DATASET -> asked ? RunStatus.EVALUATING_RESULTS : at;
      case EVALUATING_RESULTS -> c.done() && mayEnd ? ending(c) : at;
      case CANCELLING -> c.done() ? RunStatus.CANCELLED : at;
      case CANCELLED, SUCCESSFUL, PARTIALLY_SUCCESSFUL, FAILED -> at;
    };
  }

  private static RunStatus ending(Counts c) {
    if (c.passed() + c.failed() == 0) {
      return RunStatus.FAILED;
    }
    return c.errored() + c.cut() + c.cancelled() == 0
        ? RunStatus.SUCCESSFUL
        : RunStatus.PARTIALLY_SUCCESSFUL;
  }
}
