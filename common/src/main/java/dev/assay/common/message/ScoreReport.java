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
 * @param lost units whose task another scoring-service was lost with: nothing was computed of them,
 *     since it may have been the task that ended it; null for none
 * @param losses of each of those, in their order, how often one was lost with it before, as the
 *     task said: the same loss told twice counts once; null, as a whole or of one, where it said
 *     nothing
 */
public record ScoreReport(
    List<Unit> units, List<Spent> spent, List<UnitRef> lost, List<Integer> losses)
    implements Message {
  /** A report of which nobody can tell whether it tells of the same loss as another. */
  public ScoreReport(List<Unit> units, List<Spent> spent, List<UnitRef> lost) {
    this(units, spent, lost, null);
  }

  /** A report of scores, and of what was spent. */
  public ScoreReport(List<Unit> units, List<Spent> spent) {
    this(units, spent, null);
  }

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
