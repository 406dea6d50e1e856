package dev.assay.worker.outcome;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.status.OutcomeClass;

/** What stands on a unit whose last attempt ended so. */
public final class Failures {
  private Failures() {}

  /** The code for the class of the last attempt, which is no answer. */
  public static ErrorCode code(OutcomeClass outcome) {
    return switch (outcome) {
      case RATE_LIMITED -> ErrorCode.PROVIDER_RATE_LIMITED;
      case OVERLOADED -> ErrorCode.PROVIDER_OVERLOADED;
      case TRANSIENT -> ErrorCode.PROVIDER_ERROR;
      case QUOTA -> ErrorCode.PROVIDER_QUOTA;
      case AUTH -> ErrorCode.PROVIDER_AUTH;
      case INVALID -> ErrorCode.PROVIDER_REFUSED_REQUEST;
      case TIMEOUT -> ErrorCode.PROVIDER_TIMEOUT;
      case CANCELLED -> ErrorCode.CANCELLED;
      case OK, CONTENT_FILTER ->
          throw new IllegalArgumentException("an answer is not a failure: " + outcome);
    };
  }
}
