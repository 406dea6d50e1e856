package dev.assay.run.verdict.summary;

import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Units written into a real database row by row, and what the SQL makes of them. */
abstract class SummaryQuerySetup {
  static final ScorerSpec HELD = new ScorerSpec("levenshtein", "near", 0.5, null);
  static final ScorerSpec LEAVES = new ScorerSpec("field_accuracy", "leaves", 0.6, null);
  static RunRows rows;

  @BeforeAll
  static void start() throws Exception {
    rows = new RunRows();
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  static RunSummary compute(UUID run, List<ScorerSpec> scorers, Set<String> sections) {
    return rows.db()
        .inTransaction(tx -> SummaryQuery.compute(tx, run, scorers, sections))
        .await()
        .atMost(Duration.ofMinutes(4));
  }

  static Score renamed(Score score, ScorerSpec scorer) {
    return new Score(
        score.key(),
        scorer.id(),
        1,
        score.status(),
        score.score(),
        score.passed(),
        score.reason(),
        score.metadata(),
        score.error());
  }

  static ScoredUnit unit(int position, String section, UnitStatus status, List<Score> scores) {
    return new ScoredUnit(position, section, null, status, false, null, null, scores);
  }
}
