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
 * @param providers whether what went wrong says something of the provider's health; false for what
 *     is ours or the model's
 * @param refusal the provider's words, with the status, when it refused the request as it is; null
 *     otherwise
 * @param forbidden whether the refusal is a 403 that says no more
 */
record AttemptResult(
    Attempt attempt,
    Answer answer,
    Failure failure,
    boolean retry,
    RetryHint hint,
    boolean providers,
    String refusal,
    boolean forbidden) {

  /** A result that says of the provider what its outcome says. */
  AttemptResult(Attempt attempt, Answer answer, Failure failure, boolean retry, RetryHint hint) {
    this(attempt, answer, failure, retry, hint, true, null, false);
  }

  /** The same, which says nothing of the provider's health. */
  AttemptResult notProviders() {
    return new AttemptResult(attempt, answer, failure, retry, hint, false, refusal, forbidden);
  }

  /** The same as a refusal of the request as it is. */
  AttemptResult refused(String words, boolean bare) {
    return new AttemptResult(attempt, answer, failure, retry, hint, providers, words, bare);
  }

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
