package dev.assay.cli.client;

import java.net.URI;

/** No answer came: nobody listens there, the name is unknown, or the connection was cut. */
public final class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param server that was asked
   * @param cause what the network said
   */
  public UnreachableException(URI server, Throwable cause) {
    super(
        "Cannot reach "
            + server
            + " ("
            + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
            + "). Does it run, and is ASSAY_URL right?",
        cause);
  }
}
