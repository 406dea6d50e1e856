package dev.assay.run.verdict.comparison;

import dev.assay.run.runs.Run;
import dev.assay.run.verdict.comparison.query.UnitResult;
import dev.assay.run.verdict.comparison.shared.ScoredBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One side of a comparison: a run, or all the runs of one alias together.
 *
 * @param name what it is called: the run's id, or the alias
 * @param runs whose results these are
 * @param units of all of them
 * @param items the same units by item, in order
 * @param scorers keys of the scorers that measured something
 * @param scoredBy how each of its runs is scored, by key
 */
record Contestant(
    String name,
    List<Run> runs,
    List<UnitResult> units,
    Map<String, List<UnitResult>> items,
    Set<String> scorers,
    List<Map<String, ScoredBy>> scoredBy) {

  Contestant(
      String name, List<Run> runs, List<UnitResult> units, List<Map<String, ScoredBy>> scoredBy) {
    this(name, runs, units, byItem(units), keys(units), scoredBy);
  }

  private static Map<String, List<UnitResult>> byItem(List<UnitResult> units) {
    Map<String, List<UnitResult>> items = new LinkedHashMap<>();
    units.forEach(u -> items.computeIfAbsent(u.itemId(), id -> new ArrayList<>(1)).add(u));
    return items;
  }

  private static Set<String> keys(List<UnitResult> units) {
    Set<String> keys = new TreeSet<>();
    units.forEach(unit -> keys.addAll(unit.scores().keySet()));
    return keys;
  }

  /** Whether it is a single run, whose repeats can be paired one by one. */
  boolean single() {
    return runs.size() <= 1;
  }
}
