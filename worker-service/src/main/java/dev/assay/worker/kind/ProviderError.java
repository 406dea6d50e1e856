package dev.assay.worker.kind;

/**
 * An error in a provider's own words.
 *
 * @param type its family, such as {@code insufficient_quota}; null when not given
 * @param code its name or number, as text; null when not given
 * @param message for a person; not trusted, not classified by
 */
public record ProviderError(String type, String code, String message) {
  /** Nothing is known beyond the status. */
  public static final ProviderError UNSPECIFIED = new ProviderError(null, null, null);
}
