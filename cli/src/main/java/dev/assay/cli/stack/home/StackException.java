package dev.assay.cli.stack.home;

/** The local stack cannot do what was asked; the message says what is wrong and what to do. */
public final class StackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message whole sentences for the person at the terminal
   */
  public StackException(String message) {
    super(message);
  }

  /**
   * @param message whole sentences for the person at the terminal
   * @param cause what the machine said
   */
  public StackException(String message, Throwable cause) {
    super(message, cause);
  }
}
