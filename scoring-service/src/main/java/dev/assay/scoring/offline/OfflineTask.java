package dev.assay.scoring.offline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import java.util.List;
import java.util.Map;

/**
 * What to score without asking anybody.
 *
 * @param scorers applied to every case, in this order
 * @param cases what to score
 */
record OfflineTask(List<ScorerSpec> scorers, List<Case> cases) {
  /**
   * One answer.
   *
   * @param scores what other scorers made of it, for those that combine them when it is not made
   *     again here; null for none
   * @param replies what judges replied, by the key of the scorer that asked, in the order of its
   *     questions. A scorer that asks a model and is not named here is left out
   */
  record Case(
      ScoringItem item, Answer answer, List<Score> scores, Map<String, List<Reply>> replies) {}

  /**
   * A judge's reply as a score keeps it.
   *
   * @param question its name
   * @param output word for word, null when there is none
   * @param refusal null when none
   * @param finishReason what ended it; null when that was its own end, or nobody knows
   * @param failure code of why there is no reply, null when there is one
   * @param message of the failure
   */
  record Reply(
      String question,
      JsonNode output,
      String refusal,
      String finishReason,
      String failure,
      String message) {}

  /** The answer: one unit per case, in their order. */
  record Report(List<Unit> units) {}

  /**
   * What came out of one case.
   *
   * @param scores those that could be made
   * @param unproven why the replies do not lead to a score, by the scorer's key; null for none
   */
  record Unit(List<Score> scores, Map<String, String> unproven) {}
}
