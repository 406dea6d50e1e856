package dev.assay.run.verdict.gate;

import java.util.Locale;

/**
 * An answer that knows nothing. A gate that one of these passes says nothing about a model.
 *
 * <p>There is no {@code shuffled} answer when all expected values of the sample are the same: then
 * another item's expected value is the right answer, and that it passes says nothing about the
 * gate. When some are the same, a shuffled answer is right by chance as often as guessing is, which
 * is what it is for.
 */
public enum NullAnswer {
  /** The empty text. */
  EMPTY,
  /** The same words whatever was asked. */
  CONSTANT,
  /** The input, or the last message of a conversation. */
  ECHO,
  /** The expected value of another item. */
  SHUFFLED;

  /** The name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
