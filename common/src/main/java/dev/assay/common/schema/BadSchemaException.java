package dev.assay.common.schema;

import dev.assay.common.error.ErrorCode;

/** A schema that cannot be used, found before anything is held against it. */
public final class BadSchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /** With the general code {@link ErrorCode#BAD_PARAMS}. */
  BadSchemaException(String message) {
    this(ErrorCode.BAD_PARAMS, message);
  }

  /** With a more exact code, such as {@link ErrorCode#BAD_REGEX}. */
  BadSchemaException(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** The stable name of what is wrong. */
  public ErrorCode code() {
    return code;
  }
}
