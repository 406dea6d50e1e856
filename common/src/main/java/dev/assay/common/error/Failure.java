package dev.assay.common.error;

/**
 * Why there is no result, as a value.
 *
 * @param code stable name
 * @param message a sentence for a person, without secrets
 */
public record Failure(ErrorCode code, String message) {}
