package dev.assay.link.broker;

/** The broker did not take a message: it is away, or it refused. Sending again later may help. */
public class BrokerAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a sentence that says what happened. */
  public BrokerAwayException(String message) {
    super(message);
  }
}
