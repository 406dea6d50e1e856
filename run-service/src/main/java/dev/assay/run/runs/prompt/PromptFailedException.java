package dev.assay.run.runs.prompt;

/** The prompt cannot be made from an item: a fault of the definition or the item. */
public class PromptFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the person who wrote the template. */
  public PromptFailedException(String message) {
    super(message, null, false, false);
  }
}
