package dev.assay.common.status;

import java.util.Locale;

/** What became of one attempt to call a model. Decided from status and parsed body. */
public enum OutcomeClass {
  /** An answer. */
  OK,
  /** The provider's filter or the model refused: a result, not an error. */
  CONTENT_FILTER,
  /** Too many requests; the provider says when to come back. */
  RATE_LIMITED,
  /** The provider is overloaded, by status or inside a 200 body or stream. */
  OVERLOADED,
  /** 408, 409, 5xx, I/O, cut stream, unparsable 200, unexpected end of data. */
  TRANSIENT,
  /** The account has no quota or credit left. */
  QUOTA,
  /** The credential is missing, wrong or not allowed. */
  AUTH,
  /** The request itself is refused: 400, 404, 413, 422. */
  INVALID,
  /** Connect, idle, attempt or unit deadline ran out. */
  TIMEOUT,
  /** Stopped because the run was cancelled. */
  CANCELLED;

  /** The name on the wire and in the database, such as {@code rate_limited}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether another attempt may help. */
  public boolean retryable() {
    return switch (this) {
      case RATE_LIMITED, OVERLOADED, TRANSIENT, TIMEOUT -> true;
      case OK, CONTENT_FILTER, QUOTA, AUTH, INVALID, CANCELLED -> false;
    };
  }

  /** Whether the attempt brought an answer that can be scored. */
  public boolean isAnswer() {
    return switch (this) {
      case OK, CONTENT_FILTER -> true;
      case RATE_LIMITED, OVERLOADED, TRANSIENT, QUOTA, AUTH, INVALID, TIMEOUT, CANCELLED -> false;
    };
  }
}
