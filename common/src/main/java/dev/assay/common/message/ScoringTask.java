package dev.assay.common.message;

import java.util.List;

/**
 * A batch of (item, answer) of one run with the scorers to apply to each.
 *
 * @param scorers applied to every unit, in this order
 * @param units what to score
 */
public record ScoringTask(List<ScorerSpec> scorers, List<Unit> units) implements Message {
  /** One answer to score. */
  public record Unit(UnitRef unit, ScoringItem item, Answer answer) {}
}
