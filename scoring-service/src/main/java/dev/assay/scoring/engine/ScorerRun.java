package dev.assay.scoring.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.engine.apart.Apart;
import dev.assay.scoring.engine.apart.GivenUpException;
import dev.assay.scoring.scorer.Asker;
import dev.assay.scoring.scorer.Combination;
import dev.assay.scoring.scorer.Effort;
import dev.assay.scoring.scorer.Measurement;
import dev.assay.scoring.scorer.Outcome;
import dev.assay.scoring.scorer.ScorerInput;
import dev.assay.scoring.scorer.UnansweredException;
import dev.assay.scoring.scorer.UnmeasurableException;
import java.util.Map;
import java.util.Set;

/** One scorer as an evaluation uses it: measures, then applies the rules of every scorer. */
final class ScorerRun {
  private static final ScoringItem NO_ITEM =
      new ScoringItem(null, null, null, null, null, null, null, null, null);
  private static final Answer NO_ANSWER =
      new Answer(null, null, null, null, null, null, null, null, null, null, null, false);

  private final String key;
  private final Double threshold;
  private final PreparedScorer scorer;
  private final Apart apart;

  ScorerRun(ScorerSpec spec, PreparedScorer scorer, Apart apart) {
    this.apart = apart;
    this.key = spec.key() == null ? spec.id() : spec.key();
    this.threshold = spec.threshold();
    this.scorer = scorer;
  }

  String key() {
    return key;
  }

  /** The keys of the scores it combines; empty for a scorer of its own. */
  Set<String> combines() {
    return scorer.measurement() instanceof Combination combination ? combination.keys() : Set.of();
  }

  Score apply(ScoringItem item, Answer answer) {
    return apply(item, answer, Asker.NOBODY, Map.of());
  }

  /**
   * Applies the scorer.
   *
   * @throws UnansweredException when it asks what the asker cannot answer yet
   */
  Score apply(ScoringItem item, Answer answer, Asker asker, Map<String, Score> others) {
    if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
      return error(ErrorCode.BAD_THRESHOLD, "The threshold is not in 0..1.");
    }
    Outcome outcome =
        measure(item == null ? NO_ITEM : item, answer == null ? NO_ANSWER : answer, asker, others);
    if (outcome instanceof Outcome.Measured measured) {
      return judged(measured);
    } else if (outcome instanceof Outcome.Skipped skipped) {
      return score(ScoreStatus.SKIPPED, null, null, skipped.reason(), skipped.metadata(), null);
    } else {
      Outcome.Failed failed = (Outcome.Failed) outcome;
      return error(failed.code(), failed.message(), failed.metadata());
    }
  }

  /** The score of a scorer that could not come to its end. */
  Score failed(Failure failure) {
    return error(failure.code(), failure.message());
  }

  private Outcome measure(ScoringItem item, Answer answer, Asker asker, Map<String, Score> others) {
    ScorerInput input = new ScorerInput(item, answer, new Effort(), asker, others);
    Measurement measurement = scorer.measurement();
    try {
      return scorer.program()
          ? apart.run(() -> measurement.measure(input))
          : measurement.measure(input);
    } catch (UnansweredException e) {
      throw e;
    } catch (GivenUpException e) {
      return new Outcome.Failed(ErrorCode.INPUT_TOO_LARGE, e.getMessage());
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
    return error(code, message, null);
  }

  private Score error(ErrorCode code, String message, JsonNode metadata) {
    Boolean passed = threshold == null ? null : Boolean.FALSE;
    return score(ScoreStatus.ERROR, null, passed, null, metadata, new Failure(code, message));
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
