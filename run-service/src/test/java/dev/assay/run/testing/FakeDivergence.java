package dev.assay.run.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.json.Json;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.status.ScoreStatus;

/**
 * The scorer {@code divergence} as the scoring-service has it, for answers that are equal or not.
 */
final class FakeDivergence {
  static final String ID = "divergence";

  private FakeDivergence() {}

  /** The score that needs no judge; null when the judge is to be asked. */
  static Score byRule(ScorerSpec scorer, ScoringTask.Unit unit) {
    if (!scorer.id().equals(ID)) {
      return null;
    }
    JsonNode extra = unit.item().extra();
    JsonNode original = extra == null ? null : extra.path("original").get("output");
    if (original == null) {
      return new Score(
          scorer.key(),
          ID,
          1,
          ScoreStatus.ERROR,
          null,
          scorer.threshold() == null ? null : Boolean.FALSE,
          null,
          null,
          new Failure(ErrorCode.EXPECTED_MISSING, "The item has no original answer."));
    }
    if (!original.equals(unit.answer().output())) {
      return null;
    }
    return new Score(
        scorer.key(),
        ID,
        1,
        ScoreStatus.SUCCESS,
        1.0,
        scorer.threshold() == null ? null : Boolean.TRUE,
        null,
        outcome("same"),
        null);
  }

  /** What a judge's score says; null for other scorers and errors. */
  static JsonNode judged(ScorerSpec scorer, Double score) {
    return !scorer.id().equals(ID) || score == null
        ? null
        : outcome(score == 1 ? "equivalent" : "different");
  }

  private static ObjectNode outcome(String outcome) {
    return Json.mapper().createObjectNode().put("outcome", outcome);
  }
}
