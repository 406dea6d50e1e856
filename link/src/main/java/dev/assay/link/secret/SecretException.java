package dev.assay.link.secret;

/** A secret cannot be sealed or opened here. The message names what is missing, never a secret. */
public final class SecretException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SecretException(String message) {
    super(message);
  }

  /** With a sentence and a cause that quotes no secret. */
  public SecretException(String message, Throwable cause) {
    super(message, cause);
  }
}
