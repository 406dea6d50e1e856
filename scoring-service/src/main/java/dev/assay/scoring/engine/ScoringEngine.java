package dev.assay.scoring.engine;

import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.scoring.engine.apart.Apart;
import dev.assay.scoring.scorer.Asker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Applies scorers to answers and keeps the rules that hold for every scorer. It never throws for
 * what a task contains: whatever goes wrong stands on the score it concerns.
 */
public final class ScoringEngine {
  /** How many compiled (scorer, parameters) pairs are kept. */
  public static final int CACHE = 256;

  /** Programs of users that run at once. */
  public static final int PROGRAMS = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Apart apart = new Apart(PROGRAMS, Apart.USUAL);
  private final PreparedScorers prepared;
  private final ScoreObserver observer;

  /** An engine over the given scorers. */
  public ScoringEngine(ScorerRegistry registry, ScoreObserver observer) {
    this.prepared = new PreparedScorers(registry, apart, CACHE);
    this.observer = observer;
  }

  /** Scores every unit with every scorer, both in the order of the task. */
  public ScoreReport score(List<ScorerSpec> scorers, List<ScoringTask.Unit> units) {
    List<ScorerRun> runs = runs(scorers);
    List<ScoreReport.Unit> scored = new ArrayList<>(units.size());
    for (ScoringTask.Unit unit : units) {
      scored.add(new ScoreReport.Unit(unit.unit(), apply(runs, unit, false)));
    }
    return new ScoreReport(scored);
  }

  /** Scores one answer, in the order of the scorers. */
  public List<Score> score(List<ScorerSpec> scorers, ScoringItem item, Answer answer) {
    return apply(runs(scorers), new ScoringTask.Unit(null, item, answer), false);
  }

  /**
   * Scores one answer of which some scores may come later: a scorer that combines others is left
   * out while one of them is missing.
   */
  public List<Score> scoreWhatIsReady(List<ScorerSpec> scorers, ScoringTask.Unit unit) {
    return apply(runs(scorers), unit, true);
  }

  /** How many programs of users were given up and still run. */
  public int abandonedPrograms() {
    return apart.abandoned();
  }

  /** Takes judges from step to step, with the same prepared scorers. */
  public Judging judging() {
    return new Judging(prepared, apart);
  }

  private List<ScorerRun> runs(List<ScorerSpec> scorers) {
    return scorers.stream().map(spec -> new ScorerRun(spec, prepared.get(spec), apart)).toList();
  }

  private List<Score> apply(List<ScorerRun> runs, ScoringTask.Unit unit, boolean readyOnly) {
    boolean combining = runs.stream().anyMatch(run -> !run.combines().isEmpty());
    Map<String, Score> others = combining ? known(unit) : Map.of();
    List<Score> scores = new ArrayList<>(runs.size());
    for (ScorerRun run : runs) {
      if (run.combines().isEmpty()) {
        Score score = timed(run, unit, Map.of());
        scores.add(score);
        if (combining) {
          others.put(run.key(), score);
        }
      }
    }
    if (combining) {
      // After the others, yet in the place where they were asked for.
      for (int i = 0; i < runs.size(); i++) {
        ScorerRun run = runs.get(i);
        boolean ready = others.keySet().containsAll(run.combines());
        if (!run.combines().isEmpty() && (ready || !readyOnly)) {
          scores.add(Math.min(i, scores.size()), timed(run, unit, others));
        }
      }
    }
    return scores;
  }

  private static Map<String, Score> known(ScoringTask.Unit unit) {
    Map<String, Score> known = new HashMap<>();
    if (unit.scores() != null) {
      unit.scores().forEach(score -> known.put(score.key(), score));
    }
    return known;
  }

  private Score timed(ScorerRun run, ScoringTask.Unit unit, Map<String, Score> others) {
    long start = System.nanoTime();
    Score score = run.apply(unit.item(), unit.answer(), Asker.NOBODY, others);
    observer.scored(score, System.nanoTime() - start);
    return score;
  }
}
