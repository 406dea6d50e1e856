package dev.assay.worker.outcome;

/**
 * When the provider says to come back.
 *
 * @param waitMs from now, not negative
 * @param header which header said so; {@code retry-info} for the body of Gemini
 */
public record RetryHint(long waitMs, String header) {}
