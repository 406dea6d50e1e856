package dev.assay.run.preview.scorer;

import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Score;
import dev.assay.common.status.UnitStatus;
import java.util.List;

/**
 * An answer of a run with what was made of it.
 *
 * @param status of the unit
 * @param chars how long item and answer are together
 * @param unit as a scorer sees it
 * @param scores of the run's own scorers
 */
record StoredAnswer(
    int position,
    int repeat,
    UnitStatus status,
    int chars,
    ScoringTask.Unit unit,
    List<Score> scores) {
  /** What a scorer of the run made of it, null for nothing. */
  Score score(String key) {
    return scores.stream().filter(s -> s.key().equals(key)).findFirst().orElse(null);
  }
}
