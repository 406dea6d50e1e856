package dev.assay.worker.call;

import dev.assay.common.error.Failure;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Attempt;
import dev.assay.worker.outcome.RetryHint;

/**
 * How one attempt ended.
 *
 * @param attempt its line in the ledger, without the wait that may follow
 * @param answer null when there is none
 * @param failure null when there is an answer
 * @param retry whether another attempt may help
 * @param hint when the provider says to come back, null when it does not
 */
record AttemptResult(
    Attempt attempt, Answer answer, Failure failure, boolean retry, RetryHint hint) {

  /** The attempt with the wait that followed it. */
  Attempt waited(long waitMs, String reason) {
    return new Attempt(
        attempt.number(),
        attempt.worker(),
        attempt.startedAt(),
        attempt.firstByteMs(),
        attempt.durationMs(),
        attempt.outcome(),
        attempt.httpStatus(),
        attempt.requestId(),
        waitMs,
        reason,
        attempt.usage(),
        attempt.cost(),
        attempt.bodySha256(),
        attempt.error(),
        attempt.outcomeUnknown());
  }
}
