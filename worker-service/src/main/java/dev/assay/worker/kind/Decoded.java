package dev.assay.worker.kind;

import dev.assay.common.part.Usage;

/** What a response says. */
public sealed interface Decoded {
  /** An answer. */
  record Answered(AnswerDraft draft) implements Decoded {}

  /**
   * The provider reports an error, by status or inside a 200 body or stream.
   *
   * @param usage tokens that were used all the same, null when not told
   */
  record Problem(ProviderError error, Usage usage) implements Decoded {
    /** An error that does not tell what was used. */
    public Problem(ProviderError error) {
      this(error, null);
    }
  }

  /**
   * It cannot be read: not JSON, cut short, or without anything that was asked for.
   *
   * @param why a constant sentence
   */
  record Unreadable(String why) implements Decoded {}

  /**
   * It is more than can be kept, and would be again.
   *
   * @param why a constant sentence
   */
  record TooMuch(String why) implements Decoded {}
}
