package dev.assay.cli.verify;

/**
 * One thing that is not as the capsule says.
 *
 * @param kind {@code file}, {@code score}, {@code status}, {@code count} or {@code summary}
 * @param item position and id of the item, null when it is not about one
 * @param subject file, scorer or field
 * @param expected what the capsule says
 * @param got what was found
 */
public record Difference(String kind, String item, String subject, String expected, String got) {}
