package dev.assay.cli.stack;

/**
 * What the supervisor tells the command that started it, one JSON line each on standard output.
 *
 * @param kind what it is
 * @param text a sentence for the person at the terminal
 */
record StackEvent(Kind kind, String text) {
  /** What may be told. */
  enum Kind {
    /** Something was begun or got ready. */
    STEP,
    /** All processes are ready. */
    READY,
    /** The stack cannot start; the text says why. */
    FAILED
  }
}
