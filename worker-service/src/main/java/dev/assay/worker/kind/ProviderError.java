package dev.assay.worker.kind;

/**
 * An error in a provider's own words.
 *
 * @param type its family, such as {@code insufficient_quota}; null when not given
 * @param code its name or number, as text; null when not given
 * @param message for a person; not trusted, not classified by
 * @param retryAfterMs when to come back, for providers that say so in the body; null for others
 */
public record ProviderError(String type, String code, String message, Long retryAfterMs) {
  /** Nothing is known beyond the status. */
  public static final ProviderError UNSPECIFIED = new ProviderError(null, null, null);

  /** An error that does not say when to come back. */
  public ProviderError(String type, String code, String message) {
    this(type, code, message, null);
  }
}
