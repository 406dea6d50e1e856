package dev.assay.common.part;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.Failure;
import dev.assay.common.status.ScoreStatus;
import java.util.List;

/**
 * What one scorer says of one answer.
 *
 * @param key the scorer's name within the evaluation
 * @param scorer the scorer's id
 * @param version of the scorer that made it
 * @param status success, error or skipped
 * @param score finite, in 0..1; null unless the status is success
 * @param passed score &gt;= threshold; null without a threshold and when skipped; false when there
 *     is a threshold and an error
 * @param reason a sentence, null when there is nothing to say
 * @param metadata what the scorer found out on the way, null when nothing
 * @param error why it could not measure, null unless the status is error
 * @param judging what asking a model took, null when none was asked
 */
public record Score(
    String key,
    String scorer,
    int version,
    ScoreStatus status,
    Double score,
    Boolean passed,
    String reason,
    JsonNode metadata,
    Failure error,
    Judging judging) {
  /** A score that no model was asked for. */
  public Score(
      String key,
      String scorer,
      int version,
      ScoreStatus status,
      Double score,
      Boolean passed,
      String reason,
      JsonNode metadata,
      Failure error) {
    this(key, scorer, version, status, score, passed, reason, metadata, error, null);
  }

  /**
   * An error of a scorer that could not be asked, so that its version is not known: 0.
   *
   * @param scorer as the run has it
   * @param failure why
   */
  public static Score failed(ScorerSpec scorer, Failure failure) {
    return failed(scorer.key(), scorer.id(), 0, scorer.threshold() != null, failure);
  }

  /** An error in the place of this score. */
  public Score failed(Failure failure) {
    return failed(key, scorer, version, passed != null, failure);
  }

  private static Score failed(
      String key, String scorer, int version, boolean decides, Failure failure) {
    Boolean passed = decides ? Boolean.FALSE : null;
    return new Score(key, scorer, version, ScoreStatus.ERROR, null, passed, null, null, failure);
  }

  /**
   * What asking a model took.
   *
   * @param passport SHA-256 over prompt, model, parameters and parser, hex: the judge's identity
   * @param questions how many were asked, repairs and votes included
   * @param usage tokens of the answers, null when not known
   * @param cost of the answers, in the account's currency; null when not known
   * @param attempts every attempt to call the provider, in order
   */
  public record Judging(
      String passport, int questions, Usage usage, Double cost, List<Attempt> attempts) {}
}
