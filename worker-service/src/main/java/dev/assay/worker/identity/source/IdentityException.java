package dev.assay.worker.identity.source;

/**
 * No secret can be had. The message continues a sentence that begins with the provider, and holds
 * no secret.
 */
public final class IdentityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  private IdentityException(String message, boolean passing) {
    // Its place says nothing, and nobody reads the stack.
    super(message, null, false, false);
    this.passing = passing;
  }

  /** Who was asked says no, or what is needed is not there: asking again does not help. */
  public static IdentityException refused(String message) {
    return new IdentityException(message, false);
  }

  /** Who was asked could not be reached or is in trouble: another time it may be had. */
  public static IdentityException away(String message) {
    return new IdentityException(message, true);
  }

  /** Whether asking again may help. */
  public boolean passing() {
    return passing;
  }
}
