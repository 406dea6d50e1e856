package dev.assay.worker.kind;

/**
 * An error in a provider's own words.
 *
 * @param type its family, such as {@code insufficient_quota}; null when not given
 * @param code its name or number, as text; null when not given
 * @param message for a person; not trusted, not classified by
 * @param retryAfterMs when to come back, for providers that say so in the body; null for others
 * @param meaning what the kind knows it to mean; null when status and names decide
 */
public record ProviderError(
    String type, String code, String message, Long retryAfterMs, Meaning meaning) {
  /** Nothing is known beyond the status. */
  public static final ProviderError UNSPECIFIED = new ProviderError(null, null, null);

  /** What an error means where its names do not say so. */
  public enum Meaning {
    /** A filter or a moderator stepped in: a result. */
    FILTERED,
    /** The model made something that cannot be used. The provider is well; again may help. */
    BAD_GENERATION,
    /** The model stopped in the middle of its turn and would go on. The provider is well. */
    UNFINISHED,
    /** The provider broke off. */
    BROKEN_OFF,
    /** The provider is overloaded. */
    OVERLOADED
  }

  /** An error that does not say when to come back. */
  public ProviderError(String type, String code, String message) {
    this(type, code, message, null, null);
  }

  /** An error whose names decide. */
  public ProviderError(String type, String code, String message, Long retryAfterMs) {
    this(type, code, message, retryAfterMs, null);
  }

  /** The same with a meaning that the kind knows. */
  public ProviderError meaning(Meaning known) {
    return new ProviderError(type, code, message, retryAfterMs, known);
  }

  /** The same with other words. */
  public ProviderError saying(String words) {
    return new ProviderError(type, code, words, retryAfterMs, meaning);
  }
}
