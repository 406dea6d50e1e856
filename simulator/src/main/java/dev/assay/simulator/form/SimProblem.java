package dev.assay.simulator.form;

import dev.assay.simulator.limit.LimitState;

/**
 * Why there is no answer, before it is written in any form.
 *
 * @param kind of problem
 * @param message a sentence, null for what the provider usually says
 * @param retryAfterMs the hint to give, null for none
 * @param limits where the account stands, null when not known
 */
public record SimProblem(Kind kind, String message, Long retryAfterMs, LimitState limits) {
  /** Kinds of problems. */
  public enum Kind {
    RATE_LIMITED,
    SERVER_ERROR,
    UNAVAILABLE,
    OVERLOADED,
    UNAUTHORIZED,
    QUOTA,
    INVALID,
    NOT_FOUND,
    WRONG_METHOD,
    TOO_LARGE
  }

  /** One without a hint. */
  public static SimProblem of(Kind kind, String message) {
    return new SimProblem(kind, message, null, null);
  }
}
