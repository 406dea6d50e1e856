package dev.assay.worker.kind;

/** What a response says. */
public sealed interface Decoded {
  /** An answer. */
  record Answered(AnswerDraft draft) implements Decoded {}

  /** The provider reports an error, by status or inside a 200 body or stream. */
  record Problem(ProviderError error) implements Decoded {}

  /**
   * It cannot be read: not JSON, cut short, or without anything that was asked for.
   *
   * @param why a constant sentence
   */
  record Unreadable(String why) implements Decoded {}
}
