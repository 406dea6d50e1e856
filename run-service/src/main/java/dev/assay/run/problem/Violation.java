package dev.assay.run.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param field path of the field, such as {@code scorers[1].threshold}; empty for the whole body
 * @param message what is wrong and how to mend it
 */
public record Violation(String field, String message) {}
