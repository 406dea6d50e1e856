package dev.assay.run.verdict.totals.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.json.Json;
import dev.assay.common.part.Score;
import dev.assay.common.status.ScoreStatus;
import java.util.Map;

/** Scores as scoring-service reports them. */
public final class TestScores {
  private TestScores() {}

  public static Score success(String key, double score, Double threshold) {
    return new Score(
        key,
        key,
        1,
        ScoreStatus.SUCCESS,
        score,
        UnitOutcome.passes(score, threshold),
        null,
        null,
        null);
  }

  public static Score error(String key, Double threshold) {
    return new Score(
        key,
        key,
        1,
        ScoreStatus.ERROR,
        null,
        UnitOutcome.passes(null, threshold),
        null,
        null,
        new Failure(ErrorCode.NOT_A_NUMBER, "There is no number in the answer."));
  }

  public static Score skipped(String key, Double threshold) {
    return new Score(
        key,
        key,
        1,
        ScoreStatus.SKIPPED,
        null,
        UnitOutcome.passes(null, threshold),
        "It does not apply.",
        null,
        null);
  }

  /** What field_accuracy says of an answer without a correction. */
  public static Score uncorrected(String key, long leaves) {
    return new Score(
        key,
        "field_accuracy",
        1,
        ScoreStatus.SKIPPED,
        null,
        null,
        "The item has no correction to compare with.",
        Json.mapper().createObjectNode().put("accepted", leaves),
        null);
  }

  /** A score of field_accuracy. */
  public static Score fields(String key, Map<String, Boolean> fields, Double threshold) {
    long matched = fields.values().stream().filter(m -> m).count();
    ObjectNode metadata = Json.mapper().createObjectNode();
    metadata.put("matched", matched).put("compared", fields.size());
    metadata.set("fields", Json.mapper().valueToTree(fields));
    double score = (double) matched / fields.size();
    return new Score(
        key,
        "field_accuracy",
        1,
        ScoreStatus.SUCCESS,
        score,
        UnitOutcome.passes(score, threshold),
        null,
        metadata,
        null);
  }
}
