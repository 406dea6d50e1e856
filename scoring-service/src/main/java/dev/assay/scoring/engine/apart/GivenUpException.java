package dev.assay.scoring.engine.apart;

/** A program did not come to its end; the message is a sentence for a person. */
public final class GivenUpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GivenUpException(String message) {
    super(message, null, false, false);
  }
}
