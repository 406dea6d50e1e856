package dev.assay.common.part;

/**
 * Tokens of one call.
 *
 * @param input prompt tokens, cached ones included
 * @param cached prompt tokens read from the provider's cache
 * @param output completion tokens, reasoning included
 * @param reasoning completion tokens spent on reasoning
 * @param written prompt tokens written to the provider's cache; null when none are known
 */
public record Usage(long input, long cached, long output, long reasoning, Long written) {
  /** Tokens of which none are known to be written to a cache. */
  public Usage(long input, long cached, long output, long reasoning) {
    this(input, cached, output, reasoning, null);
  }
}
