package dev.assay.common.part;

/**
 * Tokens of one call.
 *
 * @param input prompt tokens, cached ones included
 * @param cached prompt tokens read from the provider's cache
 * @param output completion tokens, reasoning included
 * @param reasoning completion tokens spent on reasoning
 */
public record Usage(long input, long cached, long output, long reasoning) {}
