package dev.assay.common.message;

import dev.assay.common.part.Attempt;
import dev.assay.common.part.Score;
import dev.assay.common.part.UnitRef;
import java.util.List;

/**
 * The scores of a batch.
 *
 * @param units in the order of the task
 * @param spent what judges were asked although no score comes of it; null for nothing
 */
public record ScoreReport(List<Unit> units, List<Spent> spent) implements Message {
  /** A report of scores only. */
  public ScoreReport(List<Unit> units) {
    this(units, null);
  }

  /** The scores of one answer, in the order of the scorers. */
  public record Unit(UnitRef unit, List<Score> scores) {}

  /**
   * Attempts of a judge that was stopped.
   *
   * @param key of the scorer
   */
  public record Spent(UnitRef unit, String key, List<Attempt> attempts) {}
}
