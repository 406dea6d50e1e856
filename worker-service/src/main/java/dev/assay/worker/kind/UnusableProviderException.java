package dev.assay.worker.kind;

import dev.assay.common.error.ErrorCode;

/** A provider's record does not allow a call: no request is sent. */
public class UnusableProviderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /** With the code for the unit and a sentence without secrets. */
  public UnusableProviderException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  /** What to set on the unit. */
  public ErrorCode code() {
    return code;
  }
}
