package dev.assay.scoring.scorer;

import dev.assay.common.error.ErrorCode;

/** There is no valid measurement; carries what stands on the score instead. */
public final class UnmeasurableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /** With a sentence for a person that does not repeat what was compared. */
  public UnmeasurableException(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** The stable name of what went wrong. */
  public ErrorCode code() {
    return code;
  }
}
