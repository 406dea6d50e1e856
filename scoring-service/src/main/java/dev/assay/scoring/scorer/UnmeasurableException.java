package dev.assay.scoring.scorer;

import dev.assay.common.error.ErrorCode;

/** There is no valid measurement; carries what stands on the score instead. */
public final class UnmeasurableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String because;

  /** With a sentence for a person that does not repeat what was compared. */
  public UnmeasurableException(ErrorCode code, String message) {
    this(code, message, null);
  }

  /**
   * With a sentence, and another about what led to it.
   *
   * @param because null when nobody knows
   */
  public UnmeasurableException(ErrorCode code, String message, String because) {
    super(because == null ? message : message + " " + because, null, false, false);
    this.code = code;
    this.because = because;
  }

  /** The stable name of what went wrong. */
  public ErrorCode code() {
    return code;
  }

  /** A sentence about what led to it, also part of the message; null when nobody knows. */
  public String because() {
    return because;
  }
}
