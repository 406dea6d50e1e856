package dev.assay.scoring.scorer;

import dev.assay.common.error.ErrorCode;

/** Parameters that cannot be used, found before anything is measured. */
public final class BadParamsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /** With the general code {@link ErrorCode#BAD_PARAMS}. */
  public BadParamsException(String message) {
    this(ErrorCode.BAD_PARAMS, message);
  }

  /** With a more exact code, such as {@link ErrorCode#BAD_REGEX}. */
  public BadParamsException(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** The stable name of what is wrong. */
  public ErrorCode code() {
    return code;
  }
}
