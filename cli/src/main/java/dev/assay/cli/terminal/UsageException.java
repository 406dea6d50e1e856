package dev.assay.cli.terminal;

/** What was asked for cannot be done as it stands; ends the command with code 2. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message whole sentences for the person at the terminal
   */
  public UsageException(String message) {
    super(message);
  }

  /**
   * @param message whole sentences for the person at the terminal
   * @param cause what the machine said
   */
  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
