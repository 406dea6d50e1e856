package dev.assay.run.verdict.totals.memory;

import dev.assay.common.part.Score;
import dev.assay.common.status.ScoreStatus;
import dev.assay.common.status.UnitStatus;
import java.util.List;

/** What the scores of an answer make of its unit. */
public final class UnitOutcome {
  private UnitOutcome() {}

  /**
   * The status of a unit whose answer is in and whose scorers have all reported, in this order: any
   * error is {@code error}; all skipped is {@code skipped}; any {@code passed == false} is {@code
   * failed}; else {@code passed}, which includes an evaluation without scorers.
   */
  public static UnitStatus of(List<Score> scores) {
    if (scores.stream().anyMatch(s -> s.status() == ScoreStatus.ERROR)) {
      return UnitStatus.ERROR;
    }
    if (!scores.isEmpty() && scores.stream().allMatch(s -> s.status() == ScoreStatus.SKIPPED)) {
      return UnitStatus.SKIPPED;
    }
    return scores.stream().anyMatch(s -> Boolean.FALSE.equals(s.passed()))
        ? UnitStatus.FAILED
        : UnitStatus.PASSED;
  }

  /**
   * Whether a score passes: score &gt;= threshold. Null without a threshold; with one and no score,
   * false.
   */
  public static Boolean passes(Double score, Double threshold) {
    return threshold == null ? null : (Boolean) (score != null && score >= threshold);
  }
}
