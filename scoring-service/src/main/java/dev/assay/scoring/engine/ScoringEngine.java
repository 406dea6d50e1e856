package dev.assay.scoring.engine;

import dev.assay.common.message.Answer;
import dev.assay.common.message.Score;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScorerSpec;
import dev.assay.common.message.ScoringItem;
import dev.assay.common.message.ScoringTask;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies scorers to answers and keeps the rules that hold for every scorer. It never throws for
 * what a task contains: whatever goes wrong stands on the score it concerns.
 */
public final class ScoringEngine {
  /** How many compiled (scorer, parameters) pairs are kept. */
  public static final int CACHE = 256;

  private final PreparedScorers prepared;
  private final ScoreObserver observer;

  /** An engine over the given scorers. */
  public ScoringEngine(ScorerRegistry registry, ScoreObserver observer) {
    this.prepared = new PreparedScorers(registry, CACHE);
    this.observer = observer;
  }

  /** Scores every unit with every scorer, both in the order of the task. */
  public ScoreReport score(List<ScorerSpec> scorers, List<ScoringTask.Unit> units) {
    List<ScorerRun> runs = runs(scorers);
    List<ScoreReport.Unit> scored = new ArrayList<>(units.size());
    for (ScoringTask.Unit unit : units) {
      scored.add(new ScoreReport.Unit(unit.unit(), apply(runs, unit.item(), unit.answer())));
    }
    return new ScoreReport(scored);
  }

  /** Scores one answer, in the order of the scorers. */
  public List<Score> score(List<ScorerSpec> scorers, ScoringItem item, Answer answer) {
    return apply(runs(scorers), item, answer);
  }

  private List<ScorerRun> runs(List<ScorerSpec> scorers) {
    return scorers.stream().map(spec -> new ScorerRun(spec, prepared.get(spec))).toList();
  }

  private List<Score> apply(List<ScorerRun> runs, ScoringItem item, Answer answer) {
    List<Score> scores = new ArrayList<>(runs.size());
    for (ScorerRun run : runs) {
      long start = System.nanoTime();
      Score score = run.apply(item, answer);
      observer.scored(score, System.nanoTime() - start);
      scores.add(score);
    }
    return scores;
  }
}
