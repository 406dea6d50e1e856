package dev.assay.run.verdict.stopping;

import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.UnitOrder;
import dev.assay.run.runs.state.Counts;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.verdict.gate.Gate;
import java.util.ArrayList;

/** Looks at the counters of a locked run, whether its verdict is known. */
public final class EarlyStops {
  private EarlyStops() {}

  /** The stop, or null: not asked for, not possible, not yet, or done before. */
  public static Stop look(RunSpec spec, LockedRun run, RunChange change) {
    // Who asks again for what an early stop has skipped wants to know the rest.
    if (run.stopped() || spec.earlyStop() == null) {
      return null;
    }
    EarlyStop how = EarlyStop.parse(spec.earlyStop(), new ArrayList<>());
    Gate gate = Gate.parse(spec.gate(), new ArrayList<>());
    boolean shuffled = spec.order() != UnitOrder.POSITION;
    if (how == null || how.obstacle(gate, spec.scorers(), run.repeats(), shuffled) != null) {
      return null;
    }
    return Stop.look(how, gate, tally(spec, run, change), run.generation());
  }

  private static Tally tally(RunSpec spec, LockedRun run, RunChange change) {
    Counts after = run.counts().plus(change.counts());
    int measured = after.passed() + after.failed() + after.errored();
    int notApplicable = after.skipped() - after.cut();
    int open = run.total() - measured - notApplicable;
    long scores = run.scoreCount() + change.scoreCount();
    long scoresOpen = (long) (run.total() - notApplicable) * spec.scorers().size() - scores;
    return new Tally(
        after.passed(),
        after.failed(),
        after.errored(),
        open,
        run.scoreSum() + change.scoreSum(),
        scores,
        scoresOpen);
  }
}
