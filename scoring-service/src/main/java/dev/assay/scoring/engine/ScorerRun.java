package dev.assay.scoring.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.Answer;
import dev.assay.common.message.Score;
import dev.assay.common.message.ScorerSpec;
import dev.assay.common.message.ScoringItem;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.scorer.Effort;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.ScorerInput;
import dev.assay.scoring.scorer.UnmeasurableException;

/** One scorer as an evaluation uses it: measures, then applies the rules of every scorer. */
final class ScorerRun {
  private static final ScoringItem NO_ITEM =
      new ScoringItem(null, null, null, null, null, null, null, null, null);
  private static final Answer NO_ANSWER =
      new Answer(null, null, null, null, null, null, null, null, null, null, null, false);

  private final String key;
  private final Double threshold;
  private final PreparedScorer scorer;

  ScorerRun(ScorerSpec spec, PreparedScorer scorer) {
    this.key = spec.key() == null ? spec.id() : spec.key();
    this.threshold = spec.threshold();
    this.scorer = scorer;
  }

  Score apply(ScoringItem item, Answer answer) {
    if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
      return error(ErrorCode.BAD_THRESHOLD, "The threshold is not in 0..1.");
    }
    Outcome outcome = measure(item == null ? NO_ITEM : item, answer == null ? NO_ANSWER : answer);
    if (outcome instanceof Outcome.Measured measured) {
      return judged(measured);
    } else if (outcome instanceof Outcome.Skipped skipped) {
      return score(ScoreStatus.SKIPPED, null, null, skipped.reason(), null, null);
    } else {
      Outcome.Failed failed = (Outcome.Failed) outcome;
      return error(failed.code(), failed.message());
    }
  }

  private Outcome measure(ScoringItem item, Answer answer) {
    try {
      return scorer.measurement().measure(new ScorerInput(item, answer, new Effort()));
    } catch (UnmeasurableException e) {
      return new Outcome.Failed(e.code(), e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      UnexpectedFailure.log(scorer.id(), e);
      return new Outcome.Failed(ErrorCode.SCORER_FAILED, "The scorer failed on this answer.");
    }
  }

  private Score judged(Outcome.Measured measured) {
    double value = measured.score();
    if (!Double.isFinite(value)) {
      return error(ErrorCode.NOT_A_NUMBER, "The scorer did not arrive at a number.");
    }
    if (value < 0 || value > 1) {
      return error(ErrorCode.OUT_OF_RANGE, "The scorer's number is not in 0..1.");
    }
    double score = value == 0 ? 0.0 : value; // a negative zero is a zero
    Boolean passed = threshold == null ? null : Boolean.valueOf(score >= threshold);
    return score(ScoreStatus.SUCCESS, score, passed, measured.reason(), measured.metadata(), null);
  }

  private Score error(ErrorCode code, String message) {
    Boolean passed = threshold == null ? null : Boolean.FALSE;
    return score(ScoreStatus.ERROR, null, passed, null, null, new Failure(code, message));
  }

  private Score score(
      ScoreStatus status,
      Double score,
      Boolean passed,
      String reason,
      JsonNode metadata,
      Failure error) {
    return new Score(
        key, scorer.id(), scorer.version(), status, score, passed, reason, metadata, error);
  }
}
