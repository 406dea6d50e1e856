package dev.assay.run.verdict.comparison.query;

import dev.assay.common.status.UnitStatus;
import java.util.Map;

/**
 * One unit of a run as a comparison needs it.
 *
 * @param itemId of the dataset item: what pairs are made by
 * @param repeat which answer to the item, 0-based
 * @param section null for none
 * @param label null for none
 * @param status as it settled
 * @param latencyMs null when there is no answer, or one from the cache
 * @param cost in the account's currency, null when not known
 * @param scores by scorer key; only what was really measured
 * @param position of the item in its dataset version
 */
public record UnitResult(
    String itemId,
    int repeat,
    String section,
    String label,
    UnitStatus status,
    Integer latencyMs,
    Double cost,
    Map<String, Measured> scores,
    int position) {

  /**
   * One score.
   *
   * @param score 0..1
   * @param passed against the threshold, null without one
   */
  public record Measured(double score, Boolean passed) {}

  /**
   * Whether the item as a whole passed; null when that was not measured, be it that no score of it
   * was held against a threshold.
   */
  public Boolean passed() {
    boolean held = scores.values().stream().anyMatch(s -> Boolean.TRUE.equals(s.passed()));
    return status == UnitStatus.PASSED && held
        ? Boolean.TRUE
        : status == UnitStatus.FAILED ? Boolean.FALSE : null;
  }

  /** Whether there is an answer that was measured. */
  public boolean measured() {
    return status == UnitStatus.PASSED || status == UnitStatus.FAILED;
  }
}
