package dev.assay.run.control.launch;

import dev.assay.common.part.ScorerSpec;
import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.UnitOrder;
import dev.assay.run.verdict.gate.Gate;
import dev.assay.run.verdict.stopping.EarlyStop;
import java.util.ArrayList;
import java.util.List;

/** What a person who launches should know although it does not stop the run. */
final class LaunchWarnings {
  private LaunchWarnings() {}

  static List<Warning> of(Gate gate, RunSpec spec, EarlyStop early, int repeats) {
    List<Warning> warnings = new ArrayList<>();
    List<ScorerSpec> scorers = spec.scorers();
    if (early != null) {
      boolean shuffled = spec.order() != UnitOrder.POSITION;
      String obstacle = early.obstacle(gate, scorers, repeats, shuffled);
      if (obstacle == null && spec.target().stored()) {
        obstacle = "the answers are there already; only their judges could be spared.";
      }
      if (obstacle == null && spec.target().pushed()) {
        obstacle = "the answers are pushed: whoever pushes them decides when to end.";
      }
      if (obstacle != null) {
        warnings.add(
            new Warning(
                "EARLY_STOP_OFF", "early_stop does nothing, the whole run is asked: " + obstacle));
      }
    }
    gate.warnings(scorers).forEach(w -> warnings.add(new Warning("GATE", w)));
    if (gate.passport() != null && spec.judgeKeys().isEmpty()) {
      warnings.add(
          new Warning(
              "GATE",
              "The gate requires a passport, but no scorer asks a judge: that does nothing."));
    }
    if (scorers.isEmpty()) {
      warnings.add(
          new Warning(
              "NO_SCORERS", "There are no scorers: answers are kept, nothing is measured."));
    }
    return warnings;
  }
}
