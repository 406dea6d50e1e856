package dev.assay.common.message;

/** A message that no retry will make readable: unknown type, newer version, or malformed body. */
public class UnreadableMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a sentence that says what could not be read. */
  public UnreadableMessageException(String message) {
    super(message);
  }

  /** With a sentence and the parser's own reason. */
  public UnreadableMessageException(String message, Throwable cause) {
    super(message, cause);
  }
}
