package dev.assay.common.template;

/** A template that cannot be read, or cannot be filled from what it was given. */
public class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the person who wrote the template. */
  TemplateException(String message) {
    // Expected and told to a person: the stack is of no use to anybody.
    super(message, null, false, false);
  }

  /** With the place in the template. */
  static TemplateException at(Place at, String message) {
    return new TemplateException("line " + at.line() + ", column " + at.column() + ": " + message);
  }
}
