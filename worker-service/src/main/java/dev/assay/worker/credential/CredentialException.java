package dev.assay.worker.credential;

/** A credential cannot be opened here. The message names what is missing, never a secret. */
public class CredentialException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CredentialException(String message) {
    super(message);
  }

  public CredentialException(String message, Throwable cause) {
    super(message, cause);
  }
}
