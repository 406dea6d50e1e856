package dev.assay.simulator.limit;

import dev.assay.simulator.options.SimLimits;

/**
 * Where an account stands after a request was looked at.
 *
 * @param limits of the account
 * @param exceeded which limit refuses the request, null when it is let in
 * @param requestsLeft starts left in this window; 0 when there is no such limit
 * @param requestsResetMs until all starts are there again
 * @param tokensLeft tokens left in this window; 0 when there is no such limit
 * @param tokensResetMs until all tokens are there again
 * @param waitMs until the request would be let in; 0 when it is, or nobody can know
 * @param nowMs wall clock, since 1970
 */
public record LimitState(
    SimLimits limits,
    Exceeded exceeded,
    long requestsLeft,
    long requestsResetMs,
    long tokensLeft,
    long tokensResetMs,
    long waitMs,
    long nowMs) {
  /** A limit that refuses. */
  public enum Exceeded {
    REQUESTS,
    TOKENS,
    CONCURRENCY
  }
}
