package dev.assay.common.message;

import java.util.List;

/**
 * The scores of a batch.
 *
 * @param units in the order of the task
 */
public record ScoreReport(List<Unit> units) implements Message {
  /** The scores of one answer, in the order of the scorers. */
  public record Unit(UnitRef unit, List<Score> scores) {}
}
