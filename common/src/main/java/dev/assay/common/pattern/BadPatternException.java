package dev.assay.common.pattern;

/** A pattern that cannot be used, with a sentence that says why. */
public final class BadPatternException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadPatternException(String message) {
    super(message, null, false, false);
  }
}
