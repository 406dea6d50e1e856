package dev.assay.run.verdict.comparison;

import dev.assay.run.runs.Run;
import dev.assay.run.verdict.comparison.query.UnitResult;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One side of a comparison: a run, or all the runs of one alias together.
 *
 * @param name what it is called: the run's id, or the alias
 * @param runs whose results these are
 * @param units of all of them
 */
record Contestant(String name, List<Run> runs, List<UnitResult> units) {
  /** Keys of the scorers that measured something. */
  Set<String> scorers() {
    Set<String> keys = new TreeSet<>();
    units.forEach(unit -> keys.addAll(unit.scores().keySet()));
    return keys;
  }

  /** Whether it is a single run, whose repeats can be paired one by one. */
  boolean single() {
    return runs.size() <= 1;
  }
}
