package dev.assay.run.runs;

import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScoringItem;
import java.util.List;

/**
 * A unit with its answer, as it goes to be scored.
 *
 * @param unit as a scorer sees it
 * @param chars how long item and answer are together
 */
public record AnsweredUnit(ScoringTask.Unit unit, int chars) {

  /** Its number within the run. */
  public int n() {
    return unit.unit().n();
  }

  /** The generation that it was answered in. */
  public int generation() {
    return unit.unit().generation();
  }

  /** The same with another form of its item. */
  public AnsweredUnit with(ScoringItem item) {
    return new AnsweredUnit(
        new ScoringTask.Unit(unit.unit(), item, unit.answer(), unit.scores(), unit.losses()),
        chars);
  }

  /** The same with the scores that it has already, null for none. */
  public AnsweredUnit with(List<Score> scores) {
    return new AnsweredUnit(
        new ScoringTask.Unit(unit.unit(), unit.item(), unit.answer(), scores, unit.losses()),
        chars);
  }

  /** The same with how often a scoring-service was lost with it. */
  public AnsweredUnit lostBefore(int losses) {
    return new AnsweredUnit(
        new ScoringTask.Unit(unit.unit(), unit.item(), unit.answer(), unit.scores(), losses),
        chars);
  }
}
